// The start page; in the demo also the way to every page and the messages that would be sent.
import { get } from './api.js';
import { t, speak, moment } from './i18n.js';
import { h, Component, start, Shell, Heading } from './ui.js';
import { words } from './start-words.js';

speak(words);

const links = /(https?:\/\/[^\s，。]+)/;

/** A message's text with its links clickable. */
function Linked(props) {
  return h('p', null, props.text.split(links).map((part, i) =>
    (i % 2 ? h('a', { href: part, target: '_blank', rel: 'noopener' }, part) : part)));
}

function Picture(props) {
  const bay = props.kind === 'BATTERY' || props.kind === 'CHARGE';
  const cells = props.kind === 'PARCEL'
    ? [[0, 0, 28, 34], [0, 36, 28, 16], [0, 54, 28, 16], [30, 0, 28, 16], [30, 36, 28, 34], [60, 0, 28, 24], [60, 26, 28, 10], [60, 38, 28, 10], [60, 50, 28, 20]]
    : [0, 1, 2].reduce((all, x) => all.concat([0, 1, 2].map(y => [x * 30, y * 24, 28, 22])), []);
  return h('svg', { viewBox: '0 0 100 82', width: 100, height: 82, 'aria-hidden': 'true' },
    h('rect', { width: 100, height: 82, rx: 8, fill: '#0b4a33' }),
    h('g', { transform: 'translate(6 6)' }, cells.map((cell, i) => h('g', null,
      h('rect', { x: cell[0], y: cell[1], width: cell[2], height: cell[3], rx: 2, fill: i === 4 ? '#ffc933' : '#23946d' }),
      bay && h('path', { transform: 'translate(' + (cell[0] + 9) + ' ' + (cell[1] + 3) + ')', d: 'M6 0L0 9h4l-1 7 7-9H5z', fill: i === 4 ? '#0b4a33' : '#ffc933' }),
      props.kind === 'MEAL' && h('path', { transform: 'translate(' + (cell[0] + 7) + ' ' + (cell[1] + 5) + ')', d: 'M2 0v3c2 2-2 4 0 6v3M7 0v3c2 2-2 4 0 6v3M12 0v3c2 2-2 4 0 6v3', fill: 'none', stroke: i === 4 ? '#8c1d18' : '#ffc933', 'stroke-width': 2 })))));
}

class Start extends Component {
  constructor(props) {
    super(props);
    this.state = { demo: null, messages: [], ready: false };
  }

  async componentDidMount() {
    try {
      this.setState({ demo: await get('/demo') });
    } catch (noDemo) {
      this.setState({ ready: true });
      return;
    }
    this.setState({ ready: true });
    this.read();
    setInterval(() => !document.hidden && this.read(), 2000);
  }

  async read() {
    try {
      this.setState({ messages: (await get('/demo/messages')).messages, lost: false });
    } catch (problem) {
      this.setState({ lost: true });
    }
  }

  render(props, state) {
    return h(Shell, { step: 'start', switchLanguage: props.switchLanguage },
      h(Heading, { id: 'start', title: t('title') }),
      h('p', { class: 'lead' }, t('line')),
      state.demo ? this.demo() : state.ready && h('p', { class: 'lead' }, t('scan')));
  }

  demo() {
    const demo = this.state.demo;
    return h('div', { class: 'two' },
      h('section', { class: 'list', 'aria-labelledby': 'cabinets' },
        h('h2', { id: 'cabinets' }, t('cabinets')),
        h('ul', { class: 'list' }, demo.cabinets.map(cabinet => h('li', { class: 'card cabinet', key: cabinet.id, 'data-testid': 'cabinet-' + cabinet.id },
          h(Picture, { kind: cabinet.kind }),
          h('div', null, h('h3', null, cabinet.name), h('p', { class: 'hint' }, t('kind.' + cabinet.kind))),
          h('div', { class: 'pair' },
            cabinet.screen && h('a', { class: 'button', href: cabinet.screen, target: '_blank', rel: 'noopener', 'data-testid': 'screen-' + cabinet.id }, t('screen')),
            h('a', { class: 'button', href: cabinet.riderPage, target: '_blank', rel: 'noopener', 'data-testid': 'rider-' + cabinet.id }, t('rider')))))),
        h('a', { class: 'button', href: demo.managerLink, target: '_blank', rel: 'noopener', 'data-testid': 'manager' }, t('manager'))),
      h('section', { class: 'phone', 'aria-labelledby': 'messages' },
        h('h2', { id: 'messages' }, t('messages')),
        this.state.lost && h('p', { class: 'note warn', role: 'status' }, t('reconnecting')),
        this.state.messages.length
          ? h('ul', { 'aria-live': 'polite', 'data-testid': 'messages' }, this.state.messages.map(message => h('li', {
            key: message.at + message.phone + message.text, 'data-testid': 'message', 'data-phone': message.phone,
          }, h('p', { class: 'hint' }, t('to', { p: message.phone }), ' · ', moment(message.at)), h('div', { class: 'bubble' }, h(Linked, { text: message.text })))))
          : h('p', { class: 'hint', 'data-testid': 'messages-none' }, t('messages-none'))));
  }
}

start(Start);
