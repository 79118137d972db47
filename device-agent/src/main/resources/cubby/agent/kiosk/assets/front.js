// The simulated cabinet's front, true to its geometry. Whoever clicks is the person standing there.
import { h, Component } from './preact.js';
import { send } from './live.js';
import { t, faultWords } from './words.js';

/** The largest part of the front without doors: the screen is built in there. */
function spareArea(doors, width, height) {
  const edges = (low, size, end) => [0, end].concat(doors.map(low), doors.map(door => low(door) + size(door)))
    .sort((a, b) => a - b).filter((value, i, all) => i === 0 || value !== all[i - 1]);
  const xs = edges(door => door.leftMillimetres, door => door.widthMillimetres, width);
  const ys = edges(door => door.bottomMillimetres, door => door.heightMillimetres, height);
  const free = (x1, y1, x2, y2) => !doors.some(door =>
    door.leftMillimetres < x2 && door.leftMillimetres + door.widthMillimetres > x1
    && door.bottomMillimetres < y2 && door.bottomMillimetres + door.heightMillimetres > y1);
  let best = null;
  xs.forEach((x1, i) => xs.slice(i + 1).forEach(x2 => {
    ys.forEach((y1, j) => ys.slice(j + 1).forEach(y2 => {
      const area = (x2 - x1) * (y2 - y1);
      const roomy = x2 - x1 >= 180 && y2 - y1 >= 180;
      if (roomy && (!best || area > best.area) && free(x1, y1, x2, y2)) {
        best = { left: x1, bottom: y1, width: x2 - x1, height: y2 - y1, area };
      }
    }));
  }));
  return best;
}

function Parcel() {
  return h('svg', { class: 'thing', viewBox: '0 0 60 44', 'aria-hidden': 'true' },
    h('path', { d: 'M4 8h52v34H4z', fill: '#a4682c' }), h('path', { d: 'M4 8l6-6h40l6 6z', fill: '#c08545' }),
    h('path', { d: 'M25 2h10l1 40H24z', fill: '#7d4c1c' }), h('path', { d: 'M40 28h12v9H40z', fill: '#fff' }));
}

function Meal() {
  return h('svg', { class: 'thing', viewBox: '0 0 60 44', 'aria-hidden': 'true' },
    h('path', { d: 'M10 14h40l-4 28H14z', fill: '#c0392b' }), h('path', { d: 'M18 14a12 10 0 0 1 24 0', fill: 'none', stroke: '#7a1f16', 'stroke-width': 3 }),
    h('circle', { cx: 30, cy: 28, r: 8, fill: '#fff' }), h('path', { d: 'M30 22v12M27 22v5h6v-5', fill: 'none', stroke: '#c0392b', 'stroke-width': 2 }));
}

function Battery() {
  return h('svg', { class: 'thing', viewBox: '0 0 60 44', 'aria-hidden': 'true' },
    h('rect', { x: 8, y: 8, width: 44, height: 34, rx: 3, fill: '#24323f' }), h('path', { d: 'M20 8V4h20v4', fill: 'none', stroke: '#24323f', 'stroke-width': 4 }),
    h('path', { d: 'M33 13l-11 14h8l-3 11 11-15h-8z', fill: '#ffc933' }));
}

const things = { PARCEL: Parcel, MEAL: Meal, BATTERY: Battery, CHARGE: Battery };

class Cell extends Component {
  act(what) {
    this.props.onHand(this.props.door.number, what);
  }

  press() {
    const sim = this.props.sim;
    if (sim.open) this.act('close');
    else if (sim.latched) this.props.onLocked(this.props.door.number);
    else this.act('pull');
  }

  render(props) {
    const door = props.door;
    const sim = props.sim;
    const n = door.number;
    const lit = sim.litMillis > 0 || door.door === 'UNLOCKING';
    const warm = door.temperatureMilliCelsius !== undefined && door.temperatureMilliCelsius !== null;
    const bay = door.kind === 'BATTERY' || door.kind === 'CHARGE';
    const size = door.size;
    const name = t(sim.open ? 'door-open' : sim.latched ? 'door-closed' : 'door-unlatched', { n, size })
      + (door.quarantined ? ' (' + t('quarantined') + ')' : '');
    const classes = ['cell', sim.open ? 'open' : 'shut', lit ? 'lit' : '', door.quarantined ? 'out' : '', bay ? 'bay' : '',
      door.heating ? 'hot' : '', props.faults.length ? 'faulty' : '', door.door === 'AJAR' ? 'ajar' : '', props.chosen ? 'chosen' : ''];
    return h('div', {
      class: classes.join(' '), style: props.place, 'data-testid': 'sim-door-' + n,
      'data-open': String(!!sim.open), 'data-occupied': String(!!sim.occupied), 'data-latched': String(!!sim.latched), 'data-door': door.door,
    },
      h('div', { class: 'hole' }, sim.open
        ? h('button', {
          type: 'button', class: 'item', 'data-testid': 'sim-item-' + n,
          'aria-label': t(sim.occupied ? 'take-from' : 'put-into', { n }), onClick: () => this.act(sim.occupied ? 'take' : 'put'),
        }, sim.occupied && h(things[door.kind] || Parcel), h('span', null, n + ' ' + t(sim.occupied ? 'take' : 'put')))
        : sim.occupied && bay && h(Battery)),
      h('button', { type: 'button', class: 'leaf', 'aria-label': name, 'data-testid': 'sim-leaf-' + n, onClick: () => this.press() },
        h('span', { class: 'plate' }, n),
        warm && h('span', { class: 'heat' }, Math.round(door.temperatureMilliCelsius / 1000) + '°'),
        door.quarantined && h('span', { class: 'tape', title: t('quarantined') }, '⊘'),
        door.door === 'AJAR' && h('span', { class: 'tape' }, t('ajar')),
        h('span', { class: 'handle' })));
  }
}

/** The picture and, below it, everything that can be made to fail. */
export class Front extends Component {
  constructor(props) {
    super(props);
    this.state = { chosen: 1, hint: '' };
  }

  /** Does something with a door; a door that cannot do it now says so. */
  async hand(number, what) {
    const reply = await send('/api/sim/doors/' + number + '/' + what);
    this.setState({ hint: reply.ok ? '' : t('cannot', { n: number }) });
  }

  faultsOf(number) {
    return this.props.sim.faults.filter(fault => fault.number === number).map(fault => fault.kind);
  }

  render(props, state) {
    const doors = props.kiosk.doors;
    if (!doors.length) return null;
    // The frame is as wide on the right and at the top as it is on the left.
    const frame = Math.min.apply(null, doors.map(door => door.leftMillimetres));
    const width = frame + Math.max.apply(null, doors.map(door => door.leftMillimetres + door.widthMillimetres));
    const height = frame + Math.max.apply(null, doors.map(door => door.bottomMillimetres + door.heightMillimetres));
    const place = box => ({
      left: box.left / width * 100 + '%', bottom: box.bottom / height * 100 + '%',
      width: box.width / width * 100 + '%', height: box.height / height * 100 + '%',
    });
    const spare = spareArea(doors, width, height);
    return h('section', { class: 'street', 'aria-labelledby': 'front-title', 'data-testid': 'front' },
      h('div', { class: 'street-head' }, h('h2', { id: 'front-title' }, t('front')), h('p', null, t('front-text'))),
      h('div', { class: 'cabinet', style: { '--ratio': (width / height).toFixed(3) } },
        h('div', { class: 'fascia', 'aria-hidden': 'true' }, h('span', null, props.kiosk.name), h('i', { class: props.sim.network ? 'on' : 'off' })),
        h('div', { class: 'field', style: { paddingTop: height / width * 100 + '%' } },
          spare && h('div', { class: 'built-in', style: place(spare), 'aria-hidden': 'true' },
            h('div', { class: 'glass' }, h('i'), this.shown(), h('b'))),
          doors.map(door => h(Cell, {
            key: door.number, door, sim: props.sim.doors.find(sim => sim.number === door.number) || {},
            faults: this.faultsOf(door.number), chosen: state.chosen === door.number && !!state.hint,
            place: place({ left: door.leftMillimetres, bottom: door.bottomMillimetres, width: door.widthMillimetres, height: door.heightMillimetres }),
            onHand: (number, what) => this.hand(number, what),
            onLocked: number => this.setState({ chosen: number, hint: t('locked', { n: number }) }),
          }))),
        h('div', { class: 'plinth' })),
      this.panel());
  }

  /** What the screen in the picture shows: the door it speaks of, else the QR code. */
  shown() {
    const keypad = this.props.kiosk.keypad || {};
    return keypad.compartment ? h('span', { class: 'plate' }, keypad.compartment) : h('img', { src: '/api/kiosk/qr.svg', alt: '' });
  }

  panel() {
    const sim = this.props.sim;
    const chosen = this.state.chosen;
    const on = this.faultsOf(chosen);
    const base = '/api/sim/doors/' + chosen;
    return h('section', { class: 'panel', 'aria-labelledby': 'panel-title', 'data-testid': 'sim-panel' },
      h('p', { role: 'status', class: 'hint', 'data-testid': 'sim-hint' }, this.state.hint),
      h('h3', { id: 'panel-title' }, t('panel')),
      h('div', { class: 'chips' },
        h('button', {
          type: 'button', class: 'chip', 'aria-pressed': String(!sim.network), 'data-testid': 'sim-network',
          onClick: () => send('/api/sim/network', { connected: !sim.network }),
        }, t(sim.network ? 'network-out' : 'network-in')),
        h('label', { class: 'chip' }, t('door') + ' ',
          h('select', {
            'data-testid': 'sim-choose', value: String(chosen),
            onChange: event => this.setState({ chosen: Number(event.target.value), hint: '' }),
          }, this.props.kiosk.doors.map(door => h('option', { key: door.number, value: String(door.number) }, door.number)))),
        h('button', { type: 'button', class: 'chip', 'data-testid': 'sim-pry', onClick: () => this.hand(chosen, 'pry') }, t('pry')),
        sim.faultKinds.map(kind => h('button', {
          key: kind, type: 'button', class: 'chip', 'aria-pressed': String(on.indexOf(kind) >= 0), 'data-testid': 'sim-fault-' + kind,
          onClick: () => send(base + '/faults/' + encodeURIComponent(kind), { on: on.indexOf(kind) < 0 }),
        }, faultWords(kind)))));
  }
}
