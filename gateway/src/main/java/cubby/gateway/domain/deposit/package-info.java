/** The life of a deposit, from the choice of a door to the hand that takes the item out. */
package cubby.gateway.domain.deposit;
