// The rider's page at one cabinet: sign in, choose a size, name the recipient, follow the door.
import { get, post, call, follow } from './api.js';
import { t, current, speak } from './i18n.js';
import { h, Component, start, Shell, Heading, Button, Text, Field, Check, Note, telephone } from './ui.js';
import { words } from './rider-words.js';
import { DepositStep, Mine } from './rider-deposit.js';

speak(words);
const cabinetId = decodeURIComponent(location.pathname.split('/')[2] || '');
const order = ['S', 'M', 'L', 'XL'];

/** Doors to scale, side by side on one shelf. */
function Sizes(props) {
  const widest = Math.max.apply(null, props.sizes.map(size => size.widthMillimetres));
  const highest = Math.max.apply(null, props.sizes.map(size => size.heightMillimetres));
  const scale = Math.min(64 / widest, 110 / highest);
  return h('fieldset', null,
    h('legend', null, t('size')),
    h('p', { class: 'hint' }, t('size-hint')),
    h('div', { class: 'shelf' }, props.sizes.map(size => {
      const width = Math.max(14, size.widthMillimetres * scale);
      const height = Math.max(10, size.heightMillimetres * scale);
      const free = props.low ? size.freeLow : size.free;
      const centimetres = Math.round(size.widthMillimetres / 10) + '×' + Math.round(size.heightMillimetres / 10);
      return h('label', { class: 'size', key: size.size },
        h('input', {
          type: 'radio', name: 'size', class: 'sr', 'data-testid': 'size-' + size.size, value: size.size,
          checked: props.chosen === size.size, disabled: free === 0,
          'aria-label': t('size-name', { s: size.size, d: centimetres, n: free }),
          onChange: () => props.onChoose(size.size),
        }),
        h('span', null,
          h('svg', { width: width + 4, height: height + 4, viewBox: '-2 -2 ' + (width + 4) + ' ' + (height + 4), 'aria-hidden': 'true' },
            h('rect', { width, height, rx: 2 }),
            h('rect', { class: 'lock', x: width - 7, y: height / 2 - 4, width: 3, height: 8, rx: 1.5 })),
          h('b', null, size.size),
          h('small', null, centimetres),
          h('small', null, free ? t('free', { n: free }) : t('full'))));
    })));
}

class Rider extends Component {
  constructor(props) {
    super(props);
    this.state = {
      step: 'loading', cabinet: null, session: null, deposit: null, previous: 0, open: [],
      phone: '', code: '', codeSentTo: '', resendAt: 0, size: '', low: false, recipient: '', consent: false,
      wrong: {}, problem: null, busy: '', lost: false, asking: '', cancelling: '',
    };
    this.stop = () => {};
  }

  componentDidMount() {
    this.load();
    this.clock = setInterval(() => this.tick(), 1000);
  }

  /** Counts down the next code, notices a slow door; keeps the free doors fresh while a size is chosen. */
  tick() {
    this.ticks = (this.ticks || 0) + 1;
    if (this.state.step === 'code' && this.state.resendAt) this.setState({});
    if (this.state.step === 'deposit' && this.state.deposit.state === 'OPENING') this.setState({});
    if (this.state.step === 'size' && this.ticks % 8 === 0 && !document.hidden) this.refresh();
  }

  async refresh() {
    try {
      const cabinet = await get('/cabinets/' + encodeURIComponent(cabinetId));
      this.setState({ cabinet, lost: false });
      this.preselect();
    } catch (problem) {
      this.setState({ lost: true });
    }
  }

  async load() {
    this.setState({ step: 'loading', problem: null });
    try {
      const both = await Promise.all([get('/cabinets/' + encodeURIComponent(cabinetId)), get('/session')]);
      this.setState({ cabinet: both[0], session: both[1] });
      if (both[1].role === 'rider') await this.enter();
      else this.go('phone');
    } catch (problem) {
      const missing = problem.status === 404;
      this.setState({ step: missing ? 'missing' : 'broken', problem: missing ? null : problem });
    }
  }

  /** Signed in: go on with an unfinished deposit at this cabinet, else choose a size. */
  async enter() {
    const open = (await get('/deposits?state=open')).deposits;
    this.setState({ open });
    const unfinished = open.find(deposit =>
      deposit.cabinet === cabinetId && (deposit.state === 'OPENING' || deposit.state === 'OPEN'));
    if (unfinished) this.watch(unfinished);
    else this.fresh();
  }

  fresh() {
    this.stop();
    this.setState({ deposit: null, previous: 0, size: '', recipient: '', consent: false, cancelling: '' });
    this.go('size');
    this.refresh();
  }

  go(step) {
    this.setState({ step, problem: null, wrong: {}, asking: '' });
    if (step === 'size') this.preselect();
  }

  /** The smallest size with a free door, unless the choice still stands. */
  preselect() {
    const free = size => (this.state.low ? size.freeLow : size.free) > 0;
    const sizes = this.sizes().filter(free);
    if (!sizes.some(size => size.size === this.state.size)) {
      this.setState({ size: sizes.length ? sizes[0].size : '' });
    }
  }

  sizes() {
    const cabinet = this.state.cabinet;
    return cabinet ? cabinet.sizes.slice().sort((a, b) => order.indexOf(a.size) - order.indexOf(b.size)) : [];
  }

  /** Runs one request; a second press while it runs does nothing. */
  async act(name, work) {
    if (this.state.busy) return;
    this.setState({ busy: name, problem: null, wrong: {} });
    try {
      await work();
    } catch (problem) {
      this.failed(problem);
    }
    this.setState({ busy: '' });
  }

  failed(problem) {
    if (problem.status === 401 && this.state.step !== 'code') {
      this.setState({ session: null });
      this.go('phone');
    } else if (problem.status === 401 || (this.state.step === 'code' && problem.status === 422)) {
      this.setState({ wrong: { code: t('code-wrong') }, code: '' });
    } else if (problem.aboutPhone) {
      this.setState({ wrong: { phone: t('problem.invalid-phone'), recipient: t('problem.invalid-phone') } });
    } else {
      this.setState({ problem });
      if (problem.slug === 'no-free-compartment') this.refresh();
    }
  }

  sendCode(event) {
    if (event) event.preventDefault();
    if (!this.state.phone.trim()) {
      this.setState({ wrong: { phone: t('phone-empty') } });
      return;
    }
    this.act('send', async () => {
      await post('/sign-in/codes', { phone: this.state.phone, language: current() });
      this.setState({ codeSentTo: this.state.phone, resendAt: Date.now() + 30000, code: '' });
      this.go('code');
    });
  }

  signIn(event) {
    event.preventDefault();
    if (!this.state.code) {
      this.setState({ wrong: { code: t('code-empty') } });
      return;
    }
    this.act('sign-in', async () => {
      const session = await post('/sign-in/sessions', { phone: this.state.codeSentTo, code: this.state.code });
      this.setState({ session, code: '' });
      await this.enter();
    });
  }

  signOut() {
    this.act('sign-out', async () => {
      await call('DELETE', '/session');
      this.stop();
      this.setState({ session: null, phone: '', code: '', open: [] });
      this.go('phone');
    });
  }

  begin(event) {
    event.preventDefault();
    const wrong = {};
    if (!this.state.recipient.trim()) wrong.recipient = t('phone-empty');
    if (!this.state.consent) wrong.consent = true;
    this.setState({ wrong });
    if (wrong.recipient || wrong.consent) return;
    this.act('begin', async () => {
      this.watch(await post('/cabinets/' + encodeURIComponent(cabinetId) + '/deposits', {
        size: this.state.size, low: this.state.low, recipientPhone: this.state.recipient, consent: true,
      }));
    });
  }

  /** Follows a deposit; `replaced` is the door it was moved from because the item did not fit. */
  watch(deposit, replaced) {
    this.stop();
    this.setState({ deposit, previous: 0, replaced: replaced || 0, began: Date.now(), cancelling: '' });
    this.go('deposit');
    this.stop = follow('/deposits/' + encodeURIComponent(deposit.id), 'deposit', next => {
      const before = this.state.deposit;
      const moved = before && before.id === next.id && before.compartment !== next.compartment;
      this.setState({ deposit: next, previous: moved ? before.compartment : this.state.previous });
    }, problem => this.setState({ lost: !!problem }));
  }

  bigger() {
    const before = this.state.deposit.compartment;
    this.act('bigger', async () => {
      this.watch(await post('/deposits/' + encodeURIComponent(this.state.deposit.id) + '/bigger'), before);
    });
  }

  cancel() {
    const id = this.state.deposit.id;
    this.act('cancel', async () => {
      const deposit = await post('/deposits/' + encodeURIComponent(id) + '/cancel');
      this.setState({ deposit, cancelling: id });
    });
  }

  takeBack(deposit) {
    this.act('take-back', async () => {
      this.watch(await post('/deposits/' + encodeURIComponent(deposit.id) + '/take-back'));
    });
  }

  mine() {
    this.act('mine', async () => {
      this.setState({ open: (await get('/deposits?state=open')).deposits });
      this.stop();
      this.go('mine');
    });
  }

  render(props, state) {
    const draw = {
      loading: () => this.simple('loading', t('loading')),
      missing: () => this.simple('missing', t('missing'), t('missing-text')),
      broken: () => this.simple('broken', t('broken'), null, h(Button, { id: 'retry', kind: 'first', onClick: () => this.load() }, t('retry'))),
      phone: () => this.phoneStep(), code: () => this.codeStep(), size: () => this.sizeStep(),
      recipient: () => this.recipientStep(),
      deposit: () => h(DepositStep, { page: this }),
      mine: () => h(Mine, { page: this }),
    };
    return draw[state.step]();
  }

  /** The frame of each step; `children` is the middle, `dock` the thumb zone. */
  frame(step, title, dock, children, said) {
    const cabinet = this.state.cabinet;
    return h(Shell, {
      step, dock, said, problem: this.state.problem, switchLanguage: this.props.switchLanguage,
      place: cabinet && cabinet.name, site: cabinet && cabinet.site.name,
    },
      this.state.lost && h(Note, { id: 'reconnecting', kind: 'warn', role: 'status' }, t('reconnecting')),
      h(Heading, { id: step, key: step, title }),
      children);
  }

  simple(step, title, text, dock) {
    return this.frame(step, title, dock, text && h('p', { class: 'lead' }, text));
  }

  phoneStep() {
    const state = this.state;
    return this.frame('phone', t('welcome'),
      h(Button, { id: 'send-code', kind: 'first', submit: true, form: 'form', busy: state.busy === 'send' }, t('send-code')),
      h('form', { id: 'form', class: 'list', noValidate: true, onSubmit: event => this.sendCode(event) },
        h('p', { class: 'lead' }, t('welcome-text')),
        h(Field, {
          id: 'phone', label: t('your-phone'), value: state.phone, error: state.wrong.phone,
          input: telephone, onInput: phone => this.setState({ phone }),
        })));
  }

  codeStep() {
    const state = this.state;
    const wait = Math.ceil((state.resendAt - Date.now()) / 1000);
    return this.frame('code', t('code-title'),
      h(Button, { id: 'sign-in', kind: 'first', submit: true, form: 'form', busy: state.busy === 'sign-in' }, t('sign-in')),
      [h('form', { id: 'form', noValidate: true, onSubmit: event => this.signIn(event) },
        h(Field, {
          id: 'code', kind: 'code', label: t('code'), hint: t('code-sent', { p: state.codeSentTo }), value: state.code,
          error: state.wrong.code, onInput: code => this.setState({ code: code.replace(/\D/g, '') }),
          input: { type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 8 },
        })),
      h('div', { class: 'row' },
        h(Text, { id: 'change-phone', onClick: () => this.go('phone') }, t('change-phone')),
        wait > 0 ? h('p', { class: 'hint' }, t('resend-in', { s: wait }))
          : h(Text, { id: 'resend', onClick: () => this.sendCode() }, t('resend')))]);
  }

  sizeStep() {
    const state = this.state;
    const notice = (state.cabinet.notices || {})[current()];
    const any = !!state.size;
    const online = state.cabinet.connected;
    return this.frame('size', t('size-title'),
      h(Button, {
        id: 'size-next', kind: 'first', off: !any || !online, onClick: () => any && online && this.go('recipient'),
      }, t('next')),
      [notice && h(Note, { id: 'notice' }, notice),
        !online && h(Note, { id: 'cabinet-offline', kind: 'warn', title: t('offline'), role: 'alert' }, t('offline-text')),
        online && !any && h(Note, { id: 'cabinet-full', kind: 'warn', title: t('all-full'), role: 'alert' }, t(state.low ? 'all-full-low' : 'all-full-text')),
        h(Sizes, { sizes: this.sizes(), low: state.low, chosen: state.size, onChoose: size => this.setState({ size }) }),
        h(Check, {
          id: 'low', checked: state.low,
          onChange: low => {
            this.setState({ low });
            this.preselect();
          },
        }, h('b', null, t('low')), h('br'), t('low-text')),
        h('div', { class: 'row' },
          h(Text, { id: 'mine', onClick: () => this.mine() }, t('mine')),
          h(Text, { id: 'sign-out', onClick: () => this.signOut() }, t('sign-out')))]);
  }

  recipientStep() {
    const state = this.state;
    return this.frame('recipient', t('recipient-title'),
      h(Button, { id: 'open-door', kind: 'first', submit: true, form: 'form', busy: state.busy === 'begin' }, t('open-size', { s: state.size })),
      [h('form', { id: 'form', class: 'list', noValidate: true, onSubmit: event => this.begin(event) },
        h(Field, {
          id: 'recipient', label: t('recipient'), hint: t('recipient-hint'), value: state.recipient,
          error: state.wrong.recipient, input: Object.assign({}, telephone, { autocomplete: 'off' }),
          onInput: recipient => this.setState({ recipient }),
        }),
        h(Check, {
          id: 'consent', checked: state.consent, wrong: state.wrong.consent,
          onChange: consent => this.setState({ consent, wrong: {} }),
        }, t('consent')),
        state.wrong.consent && h('p', { class: 'error', role: 'alert' }, t('problem.consent-missing'))),
      h(Text, { id: 'back', onClick: () => this.go('size') }, t('other-size'))]);
  }
}

start(Rider);
