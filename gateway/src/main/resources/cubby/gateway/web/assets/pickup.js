// The page behind a pickup link: code, QR code, open, share, report.
import { get, post, call, follow } from './api.js';
import { t, speak, moment } from './i18n.js';
import { h, Component, start, Shell, Heading, Button, Text, Field, Check, Note, Plate, Door, telephone } from './ui.js';
import { words } from './pickup-words.js';

speak(words);
const path = '/pickups/' + encodeURIComponent(decodeURIComponent(location.pathname.split('/')[2] || ''));

const grouped = code => code.slice(0, 4) + ' ' + code.slice(4);

class Pickup extends Component {
  constructor(props) {
    super(props);
    this.state = {
      step: 'loading', pickup: null, standing: false, phone: '', text: '', shared: null, copied: false,
      reported: false, wrong: {}, problem: null, busy: '', lost: false,
    };
    this.stop = () => {};
  }

  componentDidMount() {
    this.load();
    setInterval(() => this.state.pickup && this.state.pickup.reopenUntil && this.setState({}), 1000);
  }

  async load() {
    this.setState({ step: 'loading', problem: null });
    try {
      this.setState({ pickup: await get(path), step: 'pickup' });
      this.stop();
      this.stop = follow(path, 'pickup', pickup => this.seen(pickup), problem => this.lost(problem));
    } catch (problem) {
      this.setState({ step: problem.status === 404 ? 'missing' : 'broken', problem: problem.status === 404 ? null : problem });
    }
  }

  seen(pickup) {
    const changed = !this.state.pickup || this.state.pickup.state !== pickup.state;
    this.setState({ pickup });
    if (changed) this.setState({ standing: false, problem: null, wrong: {} });
  }

  lost(problem) {
    if (problem && problem.status === 404) {
      this.stop();
      this.setState({ step: 'missing', lost: false });
      return;
    }
    this.setState({ lost: !!problem });
  }

  go(step) {
    this.setState({ step, problem: null, wrong: {}, shared: null, copied: false, reported: false });
  }

  async act(name, work) {
    if (this.state.busy) return;
    this.setState({ busy: name, problem: null, wrong: {} });
    try {
      await work();
    } catch (problem) {
      if (problem.aboutPhone) this.setState({ wrong: { phone: t('problem.invalid-phone') } });
      else this.setState({ problem });
    }
    this.setState({ busy: '' });
  }

  open(what) {
    if (!this.state.standing) {
      this.setState({ wrong: { standing: true } });
      return;
    }
    this.act(what, async () => this.seen(await post(path + '/' + what, { standingInFront: true })));
  }

  share(event) {
    event.preventDefault();
    if (!this.state.phone.trim()) {
      this.setState({ wrong: { phone: t('phone-empty') } });
      return;
    }
    this.act('share', async () => {
      const shared = await post(path + '/delegates', { phone: this.state.phone });
      this.setState({ shared, phone: '', copied: false, pickup: await get(path) });
    });
  }

  revoke(delegate) {
    this.act('revoke-' + delegate.id, async () => {
      await call('DELETE', path + '/delegates/' + encodeURIComponent(delegate.id));
      this.setState({ pickup: await get(path) });
    });
  }

  report(event) {
    event.preventDefault();
    const text = this.state.text.trim();
    if (!text) {
      this.setState({ wrong: { text: t('report-empty') } });
      return;
    }
    this.act('report', async () => {
      await post(path + '/problems', { text });
      this.setState({ reported: true, text: '' });
    });
  }

  /** The sensor may be wrong: somebody of the staff looks into it. */
  taken() {
    this.act('taken', async () => {
      await post(path + '/problems', { text: t('taken-report') });
      this.setState({ step: 'report', reported: true });
    });
  }

  /** Hands the link to the phone's own share sheet, else to the clipboard. */
  async pass() {
    const shared = this.state.shared;
    const pickup = this.state.pickup;
    const text = t('share-message', { c: pickup.cabinetName, n: pickup.compartment, k: grouped(shared.code), l: shared.link });
    try {
      if (navigator.share) {
        await navigator.share({ text });
      } else {
        await navigator.clipboard.writeText(text);
        this.setState({ copied: true });
      }
    } catch (notAllowed) {
      const box = document.getElementById('share-text');
      box.focus();
      box.select();
      this.setState({ copied: document.execCommand('copy') });
    }
  }

  frame(step, title, dock, children, said) {
    const pickup = this.state.pickup;
    return h(Shell, {
      step, dock, said, problem: this.state.problem, switchLanguage: this.props.switchLanguage,
      place: pickup && pickup.cabinetName, site: pickup && pickup.siteName,
    },
      this.state.lost && h(Note, { id: 'reconnecting', kind: 'warn', role: 'status' }, t('reconnecting')),
      h(Heading, { id: step, key: step, title }),
      children);
  }

  render(props, state) {
    switch (state.step) {
      case 'loading':
        return this.frame('loading', t('loading'));
      case 'missing':
        return this.frame('missing', t('missing'), null, h('p', { class: 'lead' }, t('missing-text')));
      case 'broken':
        return this.frame('broken', t('broken'), h(Button, { id: 'retry', kind: 'first', onClick: () => this.load() }, t('retry')),
          h('p', { class: 'lead' }, t('broken-text')));
      case 'share':
        return this.shareStep();
      case 'report':
        return this.reportStep();
      default:
        return this.pickupStep();
    }
  }

  pickupStep() {
    const pickup = this.state.pickup;
    const open = pickup.door === 'OPEN' || pickup.door === 'AJAR';
    switch (pickup.state) {
      case 'WAITING':
        return this.waiting();
      case 'OPENING':
        return this.door('opening', 'unlocking', false);
      case 'OPEN':
        return this.door(pickup.door === 'AJAR' ? 'ajar' : 'open', 'open', true);
      case 'TAKING_BACK':
        return this.door('taking-back', open ? 'open' : 'unlocking', false);
      case 'COLLECTED':
        if (open) return this.door('again', 'open', false);
        return this.collected();
      default:
        return this.door('gone', 'closed', false);
    }
  }

  standing() {
    return [
      h(Check, {
        id: 'standing', checked: this.state.standing, wrong: this.state.wrong.standing,
        onChange: standing => this.setState({ standing, wrong: {} }),
      }, t('standing')),
      this.state.wrong.standing && h('p', { class: 'error', role: 'alert' }, t('problem.not-in-front')),
    ];
  }

  marker(pickup) {
    return h('span', { hidden: true, 'data-testid': 'pickup-state', 'data-state': pickup.state, 'data-door': pickup.door });
  }

  waiting() {
    const pickup = this.state.pickup;
    const dock = pickup.connected ? [this.standing(),
      h(Button, { id: 'open-door', kind: 'first', off: !this.state.standing, busy: this.state.busy === 'open', onClick: () => this.open('open') },
        t('open-now', { n: pickup.compartment }))] : null;
    return this.frame('pickup', t('waiting'), dock, [
      pickup.overdue && h(Note, { id: 'overdue', kind: 'warn', title: t('overdue') }, t('overdue-text')),
      pickup.stillSeen && h(Note, { id: 'still-seen', kind: 'warn', title: t('still-seen') }, t('still-seen-text')),
      pickup.stillSeen && h(Button, { id: 'taken', busy: this.state.busy === 'taken', onClick: () => this.taken() }, t('taken')),
      !pickup.connected && h(Note, { id: 'cabinet-offline', kind: 'warn', title: t('offline') }, t('offline-text')),
      h('div', { class: 'where' },
        h(Plate, { number: pickup.compartment }),
        h('h2', { 'data-testid': 'where' }, pickup.cabinetName),
        h('p', null, pickup.siteName, pickup.until && h('br'), pickup.until && h('b', { 'data-testid': 'until' }, t('until', { w: moment(pickup.until) })))),
      h('section', { class: 'pin', 'aria-label': t('code') },
        h('p', null, t('code')),
        h('b', { 'data-testid': 'code', 'aria-label': pickup.code.split('').join(' ') }, grouped(pickup.code)),
        h('p', { class: 'hint' }, t('code-hint')),
        h('img', { src: '/api/v1' + path + '/code.svg', alt: t('qr'), width: 208, height: 208, 'data-testid': 'qr' })),
      h('div', { class: 'list' },
        pickup.primary ? h(Button, { id: 'share', onClick: () => this.go('share') }, t('share'))
          : h(Note, null, t('delegate')),
        h(Button, { id: 'report', onClick: () => this.go('report') }, t('report'))),
      this.marker(pickup),
    ], t('waiting'));
  }

  door(name, look, item) {
    const pickup = this.state.pickup;
    const n = pickup.compartment;
    const title = t(name, { n });
    const text = t(name + '-text', { n });
    return this.frame('door', title, null, [
      h(Door, { number: n, look, item }),
      h('p', { class: 'lead', 'data-testid': 'pickup-text' }, text),
      pickup.state === 'GONE' ? null : h(Text, { id: 'report', onClick: () => this.go('report') }, t('report')),
      this.marker(pickup),
    ], title + '. ' + text);
  }

  collected() {
    const pickup = this.state.pickup;
    const left = pickup.reopenUntil ? Math.max(0, Math.floor((Date.parse(pickup.reopenUntil) - Date.now()) / 1000)) : 0;
    const n = pickup.compartment;
    const again = left > 0 && pickup.connected;
    const dock = again ? [this.standing(),
      h(Button, { id: 'reopen', off: !this.state.standing, busy: this.state.busy === 'reopen', onClick: () => this.open('reopen') },
        t('reopen', { n }))] : null;
    return this.frame('collected', t('collected'), dock, [
      h(Door, { number: n, look: 'done' }),
      h('p', { class: 'lead', 'data-testid': 'pickup-text' }, t('collected-text', { n })),
      left > 0 && h('div', null,
        h('h2', null, t('forgot')),
        h('p', null, t('forgot-text')),
        h('p', { class: 'count', 'data-testid': 'reopen-left', role: 'timer', 'aria-label': t('seconds', { s: left }) },
          Math.floor(left / 60) + ':' + ('0' + (left % 60)).slice(-2))),
      h(Text, { id: 'report', onClick: () => this.go('report') }, t('report')),
      this.marker(pickup),
    ], t('collected'));
  }

  shareStep() {
    const state = this.state;
    const pickup = state.pickup;
    const shared = state.shared;
    const dock = shared
      ? [h(Button, { id: 'share-pass', kind: 'first', onClick: () => this.pass() }, t(navigator.share ? 'share-send' : state.copied ? 'share-copied' : 'share-copy')),
        h(Button, { id: 'back', onClick: () => this.go('pickup') }, t('done'))]
      : [h(Button, { id: 'share-make', kind: 'first', submit: true, form: 'form', busy: state.busy === 'share' }, t('share-make')),
        h(Button, { id: 'back', onClick: () => this.go('pickup') }, t('back'))];
    return this.frame('share', t(shared ? 'share-ready' : 'share'), dock, [
      shared ? h('div', { class: 'list' },
        h('p', { class: 'lead' }, t('share-sent')),
        h('section', { class: 'pin' }, h('p', null, t('share-code')), h('b', { 'data-testid': 'share-code' }, grouped(shared.code))),
        h('div', { class: 'field' },
          h('label', { for: 'share-text' }, t('share-link')),
          h('textarea', { id: 'share-text', 'data-testid': 'share-link', readonly: true, value: shared.link })),
        state.copied && h('p', { role: 'status' }, t('share-copied')))
        : h('form', { id: 'form', class: 'list', noValidate: true, onSubmit: event => this.share(event) },
          h('p', { class: 'lead' }, t('share-text')),
          h(Field, { id: 'phone', label: t('share-phone'), value: state.phone, error: state.wrong.phone, input: telephone, onInput: phone => this.setState({ phone }) })),
      pickup.delegates.length ? h('section', { class: 'list' },
        h('h2', null, t('delegates')),
        h('ul', { class: 'list', 'data-testid': 'delegates' }, pickup.delegates.map(delegate =>
          h('li', { class: 'card row', key: delegate.id, 'data-testid': 'delegate-' + delegate.id, 'data-state': delegate.state },
            h('p', null, h('b', null, delegate.phone), h('br'), t('delegate.' + delegate.state)),
            delegate.state === 'LIVE' && h(Button, {
              id: 'revoke-' + delegate.id, kind: 'small danger', busy: state.busy === 'revoke-' + delegate.id, onClick: () => this.revoke(delegate),
            }, t('revoke')))))) : null,
    ]);
  }

  reportStep() {
    const state = this.state;
    if (state.reported) {
      return this.frame('reported', t('reported'), h(Button, { id: 'back', kind: 'first', onClick: () => this.go('pickup') }, t('back')),
        h('p', { class: 'lead', 'data-testid': 'reported' }, t('reported-text')));
    }
    return this.frame('report', t('report'),
      [h(Button, { id: 'report-send', kind: 'first', submit: true, form: 'form', busy: state.busy === 'report' }, t('report-send')),
        h(Button, { id: 'back', onClick: () => this.go('pickup') }, t('back'))],
      h('form', { id: 'form', noValidate: true, onSubmit: event => this.report(event) },
        h(Field, {
          id: 'report-text', tag: 'textarea', label: t('report-label'), hint: t('report-hint'), value: state.text,
          error: state.wrong.text, input: { maxlength: 500 }, onInput: text => this.setState({ text }),
        })));
  }
}

start(Pickup);
