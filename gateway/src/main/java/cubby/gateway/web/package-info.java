/**
 * The pages for riders, recipients and managers, as resources of this package: hand-written modules
 * on Preact, no bundler, no Java. The HTTP adapter serves them.
 */
package cubby.gateway.web;
