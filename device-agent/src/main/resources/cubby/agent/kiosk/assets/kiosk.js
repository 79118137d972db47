// The cabinet's own screen: type the code, the door opens; with or without a network.
import { h, render, Component } from './preact.js';
import { send, read, follow } from './live.js';
import { t, current, choose, ownLanguage } from './words.js';
import { Front } from './front.js';

const digits = 8;
const idleMillis = 30000;
/** How the answers that carry no door motion are drawn. */
const marks = { REFUSED: '×', WAIT: '…', NOT_OPENED: '!', COLLECTED: '✓', UNAVAILABLE: '!', CHECKING: '…' };

const slug = answer => answer.toLowerCase().replace('_', '-');

function Logo() {
  return h('svg', { viewBox: '0 0 36 36', width: 40, height: 40, 'aria-hidden': 'true' },
    h('rect', { x: 3, y: 2, width: 30, height: 32, rx: 4, fill: '#ffc933' }),
    h('path', { d: 'M3 6a4 4 0 0 1 4-4l13 5v29L7 34a4 4 0 0 1-4-4z', fill: '#fff' }),
    h('circle', { cx: 15.5, cy: 21, r: 2, fill: '#0b4a33' }));
}

/** One door of the cabinet stands open: fills the start of a large screen. */
function Art() {
  const rect = (x, y, width, height, fill) => h('rect', { x, y, width, height, rx: 6, fill });
  return h('svg', { class: 'art', viewBox: '0 0 420 230', 'aria-hidden': 'true' },
    rect(0, 0, 420, 230, '#0b4a33'),
    [[10, 10, 126, 60], [10, 78, 126, 142], [284, 10, 126, 100], [284, 118, 126, 102], [144, 10, 132, 40], [144, 190, 132, 30]]
      .map(box => [rect(box[0], box[1], box[2], box[3], '#23946d'), rect(box[0] + box[2] - 14, box[1] + box[3] / 2 - 10, 6, 20, '#0b4a33')]),
    rect(144, 58, 132, 124, '#ffc933'),
    h('path', { d: 'M144 182l20-24h94l18 24z', fill: '#dba51c' }),
    rect(190, 102, 72, 66, '#a4682c'),
    h('path', { d: 'M218 102h16v66h-16z', fill: '#7d4c1c' }),
    h('path', { d: 'M144 58l44-18v160l-44-18z', fill: '#1c8160' }),
    h('path', { d: 'M150 84l22-8v26l-22 6z', fill: '#ffc933' }));
}

class Kiosk extends Component {
  constructor(props) {
    super(props);
    this.state = { kiosk: null, sim: null, typed: '', answer: { answer: 'NONE' }, answeredAt: 0, lost: false };
    this.touchedAt = Date.now();
    this.keypadSeen = '';
  }

  async componentDidMount() {
    choose(current());
    document.title = t('brand');
    window.addEventListener('keydown', event => this.key(event));
    window.addEventListener('pointerdown', () => { this.touchedAt = Date.now(); });
    setInterval(() => this.tick(), 500);
    follow('/api/kiosk', 'kiosk', kiosk => this.seen(kiosk), lost => this.setState({ lost }));
    const sim = await read('/api/sim');
    if (sim) {
      document.body.className = 'sim';
      this.setState({ sim });
      follow('/api/sim', 'sim', next => this.setState({ sim: next }), () => {});
    }
  }

  /** A live view: its keypad part speaks only when it changed. */
  seen(kiosk) {
    const keypad = kiosk.keypad || { answer: 'NONE' };
    const key = keypad.answer + ' ' + keypad.compartment;
    const forgotUntil = keypad.forgotUntilSeconds ? Date.now() + keypad.forgotUntilSeconds * 1000 : 0;
    this.setState({ kiosk, forgotUntil });
    if (key !== this.keypadSeen) {
      const first = this.keypadSeen === '';
      this.keypadSeen = key;
      if (keypad.answer !== 'NONE' && !(first && keypad.answer !== 'OPEN' && keypad.answer !== 'OPENING')) this.say(keypad);
      else if (this.state.answer.answer === 'OPEN' || this.state.answer.answer === 'OPENING') this.say({ answer: 'NONE' });
    }
  }

  say(heard) {
    this.touchedAt = Date.now();
    // Without a door there was no decision: nothing was done.
    const answer = heard.answer === 'NOT_OPENED' && !heard.compartment ? { answer: 'UNAVAILABLE' } : heard;
    this.setState({ answer, answeredAt: Date.now(), typed: '' });
  }

  /** Seconds until the next code is looked at. */
  waitSeconds() {
    const answer = this.state.answer;
    if (answer.answer !== 'WAIT') return 0;
    return Math.max(0, Math.ceil((this.state.answeredAt + (answer.retryAfterSeconds || 0) * 1000 - Date.now()) / 1000));
  }

  forgotSeconds() {
    return this.state.forgotUntil ? Math.max(0, Math.ceil((this.state.forgotUntil - Date.now()) / 1000)) : 0;
  }

  /** Back to the start after 30 s without a touch, unless a door is moving or a wait is counted. */
  tick() {
    const answer = this.state.answer.answer;
    const held = answer === 'OPEN' || answer === 'OPENING' || this.waitSeconds() > 0;
    const changed = current() !== ownLanguage() || answer !== 'NONE' || this.state.typed;
    if (!held && changed && Date.now() - this.touchedAt > idleMillis) {
      choose(ownLanguage());
      this.setState({ answer: { answer: 'NONE' }, typed: '' });
    } else if (answer === 'WAIT' || this.forgotSeconds()) {
      this.setState({});
    }
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /SELECT|INPUT/.test(event.target.tagName)) return;
    this.touchedAt = Date.now();
    if (/^[0-9]$/.test(event.key)) this.digit(event.key);
    else if (event.key === 'Backspace') this.erase();
    else if (event.key === 'Escape') this.restart();
    else if (event.key === 'Enter' && event.target.tagName !== 'BUTTON') this.submit(this.state.typed);
    else return;
    event.preventDefault();
  }

  digit(value) {
    const answer = this.state.answer.answer;
    if (answer === 'CHECKING' || answer === 'OPENING' || this.waitSeconds() > 0) return;
    if (this.state.typed.length >= digits) return;
    const typed = this.state.typed + value;
    this.setState({ typed, answer: { answer: 'NONE' } });
    if (typed.length === digits) this.submit(typed);
  }

  erase() {
    this.setState({ typed: this.state.typed.slice(0, -1) });
  }

  restart() {
    this.setState({ typed: '', answer: { answer: 'NONE' } });
  }

  async submit(code) {
    if (code.length !== digits || this.state.answer.answer === 'CHECKING') return;
    this.setState({ answer: { answer: 'CHECKING' } });
    this.answered(await send('/api/kiosk/code', { code }));
  }

  async forgot() {
    this.answered(await send('/api/kiosk/forgot', {}));
  }

  answered(reply) {
    const shown = this.state.answer;
    const heard = reply.ok && reply.body ? reply.body : { answer: 'UNAVAILABLE' };
    // The live view may have told of the open door before this reply came.
    if (heard.answer === 'OPENING' && shown.answer === 'OPEN' && shown.compartment === heard.compartment) return;
    this.say(heard);
  }

  render(props, state) {
    const kiosk = state.kiosk;
    if (!kiosk) return h('main', { class: 'screen' }, h('p', { class: 'big', 'data-testid': 'loading' }, t(state.lost ? 'lost' : 'loading')));
    const notice = (kiosk.notices || {})[current()];
    return [
      h('main', { class: 'screen', 'data-testid': 'screen' },
        this.top(kiosk),
        h('section', { class: 'entry', 'aria-label': t('keypad') }, this.display(), this.keys()),
        h('section', { class: 'info' },
          h('div', { role: 'status', 'aria-live': 'assertive', class: 'answer ' + slug(state.answer.answer), 'data-testid': 'answer', 'data-answer': state.answer.answer, 'data-compartment': state.answer.compartment }, this.answer()),
          this.after(),
          state.answer.answer === 'NONE' && h(Art),
          notice && h('p', { class: 'notice', 'data-testid': 'notice' }, notice),
          h('div', { class: 'deliver' },
            h('img', { src: '/api/kiosk/qr.svg', alt: t('qr'), 'data-testid': 'qr' }),
            h('p', null, h('b', null, t('deliver')), t('deliver-text'))))),
      state.sim && h(Front, { kiosk, sim: state.sim }),
    ];
  }

  top(kiosk) {
    return h('header', { class: 'top' }, h(Logo),
      h('p', { class: 'name', 'data-testid': 'cabinet' }, kiosk.name || kiosk.cabinet),
      (this.state.lost || !kiosk.connected) && h('p', { class: 'offline', 'data-testid': 'offline', role: 'status' }, t(this.state.lost ? 'lost' : 'offline')),
      h('button', {
        type: 'button', 'data-testid': 'language', lang: current() === 'zh' ? 'en' : 'zh-CN',
        onClick: () => {
          choose(current() === 'zh' ? 'en' : 'zh');
          this.setState({});
        },
      }, t('other-language')));
  }

  display() {
    const typed = this.state.typed;
    const cells = [];
    for (let i = 0; i < digits; i += 1) {
      cells.push(h('span', { class: (i === typed.length ? 'next ' : '') + (i === 3 ? 'gap' : '') }, typed[i] || ''));
    }
    return h('div', { class: 'display', role: 'img', 'aria-live': 'polite', 'aria-label': t('digits', { n: typed.length }), 'data-testid': 'display', 'data-typed': typed.length }, cells);
  }

  keys() {
    const key = (id, label, action, name) => h('button', {
      type: 'button', class: 'key' + (name ? ' word' : ''), 'data-testid': 'key-' + id, 'aria-label': name, onClick: action,
    }, label);
    return h('div', { class: 'keys' },
      ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(value => key(value, value, () => this.digit(value))),
      key('clear', t('clear'), () => this.restart(), t('clear')),
      key('0', '0', () => this.digit('0')),
      key('erase', '⌫', () => this.erase(), t('erase')));
  }

  answer() {
    const answer = this.state.answer;
    const n = answer.compartment;
    if (answer.answer === 'NONE') return [h('h1', null, t('collect')), h('p', null, t('collect-text'))];
    const wait = this.waitSeconds();
    const mark = n && answer.answer !== 'COLLECTED'
      ? h('span', { class: 'plate' }, n) : h('span', { class: 'mark', 'aria-hidden': 'true' }, marks[answer.answer] || '!');
    const name = slug(answer.answer);
    if (answer.answer === 'CHECKING') return [mark, h('h1', null, t('checking'))];
    return [mark, h('h1', null, t(name, { n: n || '' })), h('p', null, t(name + '-text', { n, s: wait }))];
  }

  /** What can be done after an answer. */
  after() {
    const answer = this.state.answer.answer;
    const left = this.forgotSeconds();
    const moving = answer === 'OPEN' || answer === 'OPENING' || answer === 'CHECKING';
    return h('div', { class: 'after' },
      left > 0 && !moving && h('button', { type: 'button', class: 'action', 'data-testid': 'forgot', onClick: () => this.forgot() }, t('forgot', { s: left })),
      answer !== 'NONE' && !moving && h('button', { type: 'button', class: 'action plain', 'data-testid': 'start', onClick: () => this.restart() }, t('start')));
  }
}

render(h(Kiosk), document.getElementById('app'));
