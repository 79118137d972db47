// One deposit as its rider follows it, and the list of the rider's open deposits.
import { t, moment } from './i18n.js';
import { h, Button, Text, Door, Note, Plate } from './ui.js';

const slowAfterMillis = 20000;

/** What to draw and say for a deposit: {look, title, text, item}. */
function scene(deposit, page) {
  const n = deposit.compartment;
  const p = deposit.recipientPhone;
  const open = deposit.door === 'OPEN' || deposit.door === 'AJAR';
  const say = (name, look, item) => ({ look, item, title: t(name, { n }), text: t(name + '-text', { n, p }) });
  switch (deposit.state) {
    case 'OPENING':
      return Date.now() - page.state.began > slowAfterMillis ? say('slow', 'unlocking') : say('opening', 'unlocking');
    case 'OPEN':
      if (page.state.cancelling === deposit.id) return say('cancelling', 'open');
      return say(deposit.door === 'AJAR' ? 'ajar' : 'open', 'open');
    case 'STORED':
      return say(deposit.messageSentAt ? 'stored' : 'storing', 'done');
    case 'COLLECTING':
      return open ? say('taking', 'open', true) : say('taking-soon', 'unlocking');
    case 'COLLECTED':
      return say('collected', 'done');
    case 'TAKEN_BACK':
      return say('taken-back', 'closed');
    case 'CANCELLED':
      return open ? say('cancelling', 'open') : say('cancelled', 'closed');
    default:
      return say('failed', 'bad');
  }
}

function Empty(props) {
  const page = props.page;
  return h(Note, { id: 'seems-empty', kind: 'warn', title: t('empty', { n: props.deposit.compartment }), role: 'alert' },
    t('empty-text'),
    props.deposit.canCancel && h(Button, { id: 'cancel', kind: 'small', busy: page.state.busy === 'cancel', onClick: () => page.cancel() }, t('empty-cancel')));
}

function actions(deposit, page) {
  const busy = page.state.busy;
  if (deposit.state === 'OPENING' || deposit.state === 'OPEN') {
    if (page.state.cancelling === deposit.id) return null;
    return h('div', { class: 'pair' },
      deposit.canBigger && h(Button, { id: 'bigger', busy: busy === 'bigger', onClick: () => page.bigger() }, t('bigger')),
      deposit.canCancel && h(Button, { id: 'cancel', kind: 'danger', busy: busy === 'cancel', onClick: () => page.cancel() }, t('cancel')));
  }
  if (deposit.state === 'COLLECTING') return null;
  return [
    h(Button, { id: 'another', kind: 'first', onClick: () => page.fresh() },
      t(deposit.state === 'FAILED' ? 'retry' : deposit.state === 'CANCELLED' ? 'start-again' : 'another')),
    // An empty-looking door is the one thing to decide on then.
    !(deposit.state === 'STORED' && deposit.seemsEmpty) && h(Button, { id: 'mine', busy: busy === 'mine', onClick: () => page.mine() }, t('mine')),
  ];
}

/** Follows the door: opening, open, closed, code sent. */
export function DepositStep(props) {
  const page = props.page;
  const deposit = page.state.deposit;
  const now = scene(deposit, page);
  const busyDoor = deposit.state === 'OPENING' || deposit.state === 'OPEN';
  return page.frame('deposit', now.title, actions(deposit, page), [
    h(Door, { number: deposit.compartment, look: now.look, item: now.item }),
    busyDoor && page.state.previous ? h(Note, { id: 'moved', kind: 'warn' }, t('moved', { a: page.state.previous, b: deposit.compartment })) : null,
    busyDoor && page.state.replaced && page.state.replaced !== deposit.compartment
      ? h(Note, { id: 'replaced', kind: 'warn' }, t('replaced', { a: page.state.replaced })) : null,
    deposit.state === 'OPEN' && deposit.door !== 'AJAR' && page.state.cancelling !== deposit.id
      ? h('ol', { class: 'steps', 'data-testid': 'put-in' }, h('li', null, t('put-1')), h('li', null, t('put-2')))
      : h('p', { class: 'lead', 'data-testid': 'deposit-text' }, now.text),
    deposit.state === 'STORED' && deposit.seemsEmpty && h(Empty, { deposit, page }),
    deposit.state === 'STORED' && deposit.canTakeBack && !deposit.seemsEmpty
      && h(Text, { id: 'take-back', onClick: () => page.takeBack(deposit) }, t('take-back')),
    h('span', { hidden: true, 'data-testid': 'deposit-state', 'data-state': deposit.state, 'data-door': deposit.door, 'data-compartment': deposit.compartment }),
  ], now.title + '. ' + now.text);
}

function Card(props) {
  const deposit = props.deposit;
  const page = props.page;
  const asking = page.state.asking === deposit.id;
  const going = deposit.state === 'OPENING' || deposit.state === 'OPEN';
  return h('li', { class: 'card' + (deposit.overdue ? ' hot' : ''), 'data-testid': 'deposit-' + deposit.id },
    h('div', { class: 'row' },
      h('h2', null, h(Plate, { number: deposit.compartment }), ' ', deposit.cabinetName),
      deposit.overdue && h('span', { class: 'tag bad' }, t('overdue'))),
    h('p', null, t('for', { p: deposit.recipientPhone }), ' · ', t('state.' + deposit.state),
      deposit.storedAt && ' · ' + moment(deposit.storedAt)),
    going && h(Button, { id: 'continue-' + deposit.id, onClick: () => page.watch(deposit) }, t('continue')),
    deposit.canTakeBack && !asking
      && h(Button, { id: 'take-back-' + deposit.id, onClick: () => page.setState({ asking: deposit.id }) }, t('take-back')),
    asking && h('div', { class: 'list', role: 'group' },
      h('p', { role: 'status' }, t('take-back-ask', { n: deposit.compartment, c: deposit.cabinetName })),
      h(Button, {
        id: 'take-back-confirm', kind: 'first', busy: page.state.busy === 'take-back', onClick: () => page.takeBack(deposit),
      }, t('open-number', { n: deposit.compartment })),
      h(Text, { id: 'take-back-not', onClick: () => page.setState({ asking: '' }) }, t('not-now'))));
}

/** The rider's open deposits, everywhere. */
export function Mine(props) {
  const page = props.page;
  const open = page.state.open;
  return page.frame('mine', t('mine'),
    h(Button, { id: 'another', kind: 'first', onClick: () => page.fresh() }, t(open.length ? 'another' : 'start-again')),
    [open.length ? h('ul', { class: 'list' }, open.map(deposit => h(Card, { key: deposit.id, deposit, page })))
      : h('p', { class: 'lead' }, t('mine-none')),
    h(Text, { id: 'sign-out', onClick: () => page.signOut() }, t('sign-out-as', { p: page.state.session.phone }))]);
}
