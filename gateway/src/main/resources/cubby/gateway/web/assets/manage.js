// The managers' page: every compartment as a tile, overdue deposits, problem reports.
import { get, post, call } from './api.js';
import { t, speak, moment, known } from './i18n.js';
import { h, Component, start, Shell, Heading, Button, Text, Field, Note, Plate } from './ui.js';
import { words } from './manage-words.js';

speak(words);

const pollMillis = 3000;

/** Rounded to degrees; a dash where nothing fresh is known. */
const warmth = one => (one.temperatureMilliCelsius === undefined || one.temperatureMilliCelsius === null
  ? '-' : Math.round(one.temperatureMilliCelsius / 1000)) + ' °C';

class Manage extends Component {
  constructor(props) {
    super(props);
    this.state = {
      step: 'loading', cabinets: [], overdue: [], problems: [], chosen: null, reason: '', asking: '', sure: '',
      wrong: '', problem: null, busy: '', lost: false, done: '',
    };
  }

  async componentDidMount() {
    const link = /^\/manage\/sign-in$/.test(location.pathname) ? location.hash.slice(1) : '';
    if (link) {
      // The token works once; it must not stay in the address or the history.
      history.replaceState(null, '', '/manage');
      try {
        await post('/manager/sessions', { token: link });
      } catch (problem) {
        // An old link is no loss for somebody who is signed in already.
        this.setState({ refused: problem.status !== 0 });
      }
    }
    await this.load();
    setInterval(() => this.state.step === 'manage' && !document.hidden && this.load(), pollMillis);
  }

  async load() {
    try {
      const all = await Promise.all([get('/manager/cabinets'), get('/manager/deposits?overdue=true'), get('/manager/problems')]);
      this.setState({ step: 'manage', cabinets: all[0].cabinets, overdue: all[1].deposits, problems: all[2].problems, lost: false });
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) this.setState({ step: 'door' });
      else this.setState({ lost: true, step: this.state.step === 'loading' ? 'broken' : this.state.step });
    }
  }

  async act(name, work) {
    if (this.state.busy) return;
    this.setState({ busy: name, problem: null, done: '' });
    try {
      await work();
      this.setState({ done: t('done') });
      await this.load();
    } catch (problem) {
      this.setState({ problem });
    }
    this.setState({ busy: '' });
  }

  path(what) {
    const chosen = this.state.chosen;
    return '/manager/compartments/' + encodeURIComponent(chosen.cabinet) + '/' + chosen.number + '/' + what;
  }

  quarantine(event) {
    event.preventDefault();
    const reason = this.state.reason.trim();
    if (!reason) {
      this.setState({ wrong: t('reason-empty') });
      return;
    }
    this.act('quarantine', async () => {
      await post(this.path('quarantine'), { reason });
      this.setState({ reason: '', wrong: '' });
    });
  }

  /** What moves a door or ends a deposit needs a reason and is asked twice. */
  confirm(what) {
    const reason = this.state.reason.trim();
    if (!reason) {
      this.setState({ wrong: t('reason-empty') });
      return;
    }
    if (this.state.sure !== what) {
      this.setState({ sure: what, wrong: '' });
      return;
    }
    this.act(what, async () => {
      await post(this.path(what), { reason });
      this.setState({ reason: '', wrong: '', sure: '' });
    });
  }

  signOut() {
    this.act('sign-out', async () => {
      await call('DELETE', '/session');
      this.setState({ step: 'door', cabinets: [], overdue: [], problems: [] });
    });
  }

  frame(step, title, children) {
    return h(Shell, { step, switchLanguage: this.props.switchLanguage, problem: this.state.problem, said: this.state.done },
      this.state.lost && h(Note, { id: 'reconnecting', kind: 'warn', role: 'status' }, t('reconnecting')),
      h(Heading, { id: step, key: step, title }), children);
  }

  render(props, state) {
    if (state.step === 'loading') return this.frame('loading', t('loading'));
    if (state.step === 'broken') return this.frame('broken', t('manage'), h(Button, { id: 'retry', kind: 'first', onClick: () => this.load() }, t('retry')));
    if (state.step === 'door') {
      return this.frame('door', t(state.refused ? 'link-refused' : 'door'), h('p', { class: 'lead' }, t('door-text')));
    }
    return this.frame('manage', t('manage'), [
      this.summary(), this.overdue(),
      state.cabinets.map(cabinet => this.cabinet(cabinet)),
      this.reports(),
      h(Text, { id: 'sign-out', onClick: () => this.signOut() }, t('sign-out')),
    ]);
  }

  summary() {
    const all = [].concat.apply([], this.state.cabinets.map(cabinet => cabinet.compartments));
    const figure = (id, number, bad) => h('div', { class: bad && number ? 'bad' : '', 'data-testid': 'figure-' + id },
      h('dt', null, t('figure.' + id)), h('dd', null, number));
    return h('dl', { class: 'figures' },
      figure('free', all.filter(one => one.tenancy === 'FREE' && !one.quarantined).length),
      figure('stored', all.filter(one => one.tenancy === 'STORED').length),
      figure('overdue', this.state.overdue.length, true),
      figure('quarantined', all.filter(one => one.quarantined).length, true),
      figure('offline', this.state.cabinets.filter(cabinet => !cabinet.connected).length, true));
  }

  overdue() {
    const state = this.state;
    if (!state.overdue.length) return null;
    return h('section', { class: 'block', 'aria-labelledby': 'overdue', 'data-testid': 'overdue' },
      h('h2', { id: 'overdue' }, t('overdue')),
      h('ul', { class: 'list' }, state.overdue.map(deposit => h('li', { class: 'card hot line', key: deposit.id, 'data-testid': 'deposit-' + deposit.id },
        h('p', null, h(Plate, { number: deposit.compartment }), ' ', h('b', null, deposit.cabinetName), h('br'),
          t('for', { p: deposit.recipientPhone }), deposit.storedAt && ' · ' + t('since', { w: moment(deposit.storedAt) })),
        state.asking === deposit.id
          ? h('div', { class: 'pair' },
            h(Button, {
              id: 'take-back-confirm', kind: 'danger', busy: state.busy === deposit.id,
              onClick: () => this.act(deposit.id, async () => {
                await post('/deposits/' + encodeURIComponent(deposit.id) + '/take-back');
                this.setState({ asking: '' });
              }),
            }, t('open-number', { n: deposit.compartment })),
            h(Button, { id: 'take-back-not', onClick: () => this.setState({ asking: '' }) }, t('not-now')))
          : h(Button, { id: 'take-back-' + deposit.id, kind: 'small', onClick: () => this.setState({ asking: deposit.id }) }, t('take-back'))))));
  }

  cabinet(cabinet) {
    const chosen = this.state.chosen && this.state.chosen.cabinet === cabinet.id
      ? cabinet.compartments.find(one => one.number === this.state.chosen.number) : null;
    return h('section', { class: 'block', key: cabinet.id, 'aria-labelledby': 'cabinet-' + cabinet.id, 'data-testid': 'cabinet-' + cabinet.id, 'data-connected': String(cabinet.connected) },
      h('div', { class: 'row' },
        h('h2', { id: 'cabinet-' + cabinet.id }, cabinet.name, ' ', h('small', null, t('kind.' + cabinet.kind))),
        h('span', { class: 'tag' + (cabinet.connected ? '' : ' bad') }, t(cabinet.connected ? 'online' : 'offline'),
          !cabinet.connected && cabinet.lastSeen && ' · ' + moment(cabinet.lastSeen))),
      h('div', { class: 'tiles' }, cabinet.compartments.map(one => this.tile(cabinet, one))),
      chosen && this.detail(cabinet, chosen));
  }

  tile(cabinet, one) {
    const chosen = this.state.chosen;
    const pressed = !!chosen && chosen.cabinet === cabinet.id && chosen.number === one.number;
    const door = one.door === 'CLOSED' ? '' : t('door.' + one.door);
    return h('button', {
      type: 'button', key: one.number, 'aria-pressed': String(pressed), 'data-testid': 'tile-' + cabinet.id + '-' + one.number,
      'data-tenancy': one.tenancy, 'data-door': one.door, 'data-quarantined': String(one.quarantined),
      'data-doubtful': String(one.occupancyDoubtful),
      class: 'tile ' + one.tenancy.toLowerCase() + (one.quarantined ? ' out' : '') + (door || one.occupancyDoubtful ? ' ajar' : ''),
      onClick: () => this.setState({ chosen: pressed ? null : { cabinet: cabinet.id, number: one.number }, reason: '', wrong: '', sure: '' }),
    },
      h('b', null, one.number), h('i', null, one.size),
      h('span', null, one.quarantined ? t('quarantined') : door || t(one.occupancyDoubtful ? 'doubtful' : 'tenancy.' + one.tenancy)));
  }

  detail(cabinet, one) {
    const busy = this.state.busy;
    const reasonKey = 'reason.' + one.quarantineReason;
    const what = one.tenancy === 'STORED' ? 'collected' : 'open';
    const sure = this.state.sure === what;
    const field = h(Field, {
      id: 'reason', label: t('reason'), value: this.state.reason, error: this.state.wrong, input: { maxlength: 100 },
      onInput: reason => this.setState({ reason, wrong: '', sure: '' }),
    });
    const act = h(Button, { id: what, kind: sure ? 'danger' : '', busy: busy === what, onClick: () => this.confirm(what) },
      t(what + (sure ? '-sure' : ''), { n: one.number }));
    return h('div', { class: 'card', 'data-testid': 'detail' },
      h('h2', null, h(Plate, { number: one.number }), ' ', cabinet.name),
      h('p', null, [t('tenancy.' + one.tenancy), t('door.' + one.door), t('occupancy.' + one.occupancy)].concat(one.heated ? warmth(one) : []).join(' · ')),
      one.occupancyDoubtful && h(Note, { id: 'doubtful', kind: 'warn' }, t('doubtful-text')),
      one.quarantined
        ? [h('p', { class: 'error' }, t('quarantined'), ': ', known(reasonKey) ? t(reasonKey) : one.quarantineReason),
          one.door === 'OPEN'
            ? h(Note, { id: 'close-first', kind: 'warn' }, t('close-first'))
            : h(Button, { id: 'release', busy: busy === 'release', onClick: () => this.act('release', () => post(this.path('release'))) }, t('release')), field, act]
        : h('form', { class: 'list', noValidate: true, onSubmit: event => this.quarantine(event) },
          field,
          h(Button, { id: 'quarantine', kind: 'danger', submit: true, busy: busy === 'quarantine' }, t('quarantine')), act),
      this.orders(cabinet, one));
  }

  /** What managers ordered there, and why. */
  orders(cabinet, one) {
    const orders = cabinet.orders.filter(order => order.compartment === one.number);
    if (!orders.length) return null;
    return h('section', { class: 'block', 'aria-labelledby': 'orders' },
      h('h3', { id: 'orders' }, t('orders')),
      h('ul', { class: 'list', 'data-testid': 'orders' }, orders.map(order => h('li', { key: order.at + order.what },
        h('p', { class: 'hint' }, moment(order.at), ' · ', t('order.' + order.what), order.state === 'DONE' ? '' : ' · ' + t('order.' + order.state)),
        h('p', { class: 'words' }, order.reason)))));
  }

  reports() {
    return h('section', { class: 'block', 'aria-labelledby': 'problems', 'data-testid': 'problems' },
      h('h2', { id: 'problems' }, t('problems')),
      this.state.problems.length
        ? h('ul', { class: 'list' }, this.state.problems.map(problem => h('li', { class: 'card', key: problem.id, 'data-testid': 'problem-' + problem.id },
          h('p', { class: 'hint' }, h(Plate, { number: problem.compartment }), ' ', this.nameOf(problem.cabinet), ' · ', moment(problem.at)),
          h('p', { class: 'words' }, problem.text))))
        : h('p', { class: 'hint' }, t('problems-none')));
  }

  nameOf(id) {
    const found = this.state.cabinets.find(cabinet => cabinet.id === id);
    return found ? found.name : id;
  }
}

start(Manage);
