// The pieces every page is made of.
import { h, render, Component } from './preact.js';
import { t, current, choose, known } from './i18n.js';

export { h, Component };

/** What a problem is called in the reader's language. */
export function wordsOf(problem) {
  const key = 'problem.' + problem.slug;
  if (problem.slug === 'too-many-requests' && problem.retryAfterSeconds) {
    return t(key + '-wait', { s: problem.retryAfterSeconds });
  }
  if (known(key)) return t(key);
  return t(problem.status >= 500 ? 'problem.server' : 'problem.other');
}

/** Starts a page: `App` is drawn again whenever the language changes. */
export function start(App) {
  const root = document.getElementById('app');
  const draw = () => {
    document.documentElement.lang = current() === 'zh' ? 'zh-CN' : 'en';
    render(h(App, { language: current(), switchLanguage }), root);
  };
  const switchLanguage = () => {
    choose(current() === 'zh' ? 'en' : 'zh');
    draw();
  };
  root.textContent = '';
  draw();
}

function Logo() {
  return h('svg', { viewBox: '0 0 36 36', width: 36, height: 36, 'aria-hidden': 'true' },
    h('rect', { x: 3, y: 2, width: 30, height: 32, rx: 4, fill: '#ffc933' }),
    h('path', { d: 'M3 6a4 4 0 0 1 4-4l13 5v29L7 34a4 4 0 0 1-4-4z', fill: '#fff' }),
    h('circle', { cx: 15.5, cy: 21, r: 2, fill: '#0b4a33' }));
}

/** Header, one step, and the thumb zone. `said` is read out by screen readers when it changes. */
export function Shell(props) {
  return [
    h('header', { class: 'top' },
      h(Logo),
      h('div', { class: 'brand', 'data-testid': 'place' }, props.place || t('brand'),
        props.site && h('small', null, props.site)),
      h('button', {
        type: 'button', 'data-testid': 'language', lang: current() === 'zh' ? 'en' : 'zh-CN',
        onClick: props.switchLanguage,
      }, t('other-language'))),
    h('main', { class: 'main', key: props.step, 'data-testid': 'step-' + props.step }, props.children),
    h('p', { class: 'sr', role: 'status', 'aria-live': 'polite', 'data-testid': 'said' }, props.said),
    (props.dock || props.problem) && h('section', { class: 'dock', 'aria-label': t('actions') }, h(Trouble, { problem: props.problem }), props.dock),
  ];
}

let first = true;

/** A step's heading; takes the focus when the step changes, so that it is read out. */
export class Heading extends Component {
  componentDidMount() {
    if (!first) {
      this.base.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    if (this.props.id !== 'loading') first = false;
    document.title = this.props.title + ' · ' + t('brand');
  }
  componentDidUpdate() {
    document.title = this.props.title + ' · ' + t('brand');
  }
  render(props) {
    return h('h1', { tabindex: -1, 'data-testid': 'title' }, props.title);
  }
}

export function Button(props) {
  const busy = props.busy;
  return h('button', {
    type: props.submit ? 'submit' : 'button',
    form: props.form,
    class: 'button ' + (props.kind || ''),
    'data-testid': props.id,
    'aria-busy': busy ? 'true' : undefined,
    'aria-disabled': busy || props.off ? 'true' : undefined,
    onClick: event => {
      if (busy) event.preventDefault();
      else if (props.onClick) props.onClick(event);
    },
  }, props.children);
}

export function Text(props) {
  return h('button', {
    type: 'button', class: 'text', 'data-testid': props.id, onClick: props.onClick,
    'aria-label': props.label,
  }, props.children);
}

/** A labelled input with its hint and error tied to it. */
export function Field(props) {
  const about = [props.hint && props.id + '-hint', props.error && props.id + '-error'];
  return h('div', { class: 'field ' + (props.kind || '') + (props.error ? ' wrong' : '') },
    h('label', { for: props.id }, props.label),
    props.hint && h('p', { class: 'hint', id: props.id + '-hint' }, props.hint),
    h(props.tag || 'input', Object.assign({
      id: props.id,
      'data-testid': props.id,
      value: props.value,
      onInput: event => props.onInput(event.target.value),
      'aria-invalid': props.error ? 'true' : undefined,
      'aria-describedby': about.filter(Boolean).join(' ') || undefined,
    }, props.input)),
    props.error && h('p', { class: 'error', id: props.id + '-error', role: 'alert' }, props.error));
}

export const telephone = { type: 'tel', inputmode: 'tel', autocomplete: 'tel', maxlength: 20 };

export function Check(props) {
  return h('label', { class: 'check' + (props.wrong ? ' wrong' : '') },
    h('input', {
      type: 'checkbox', 'data-testid': props.id, checked: props.checked,
      onChange: event => props.onChange(event.target.checked),
    }),
    h('span', null, props.children));
}

/** What went wrong, in clear words, next to the button that tries again. */
export function Trouble(props) {
  if (!props.problem) return null;
  return h('div', { class: 'note bad', role: 'alert', 'data-testid': 'problem', 'data-slug': props.problem.slug },
    wordsOf(props.problem));
}

export function Note(props) {
  return h('div', { class: 'note ' + (props.kind || ''), 'data-testid': props.id, role: props.role },
    props.title && h('strong', null, props.title), props.children);
}

export function Plate(props) {
  return h('span', { class: 'plate' }, props.number);
}

/** The door this is about: closed, unlocking, open, done or bad; with the item inside or not. */
export function Door(props) {
  const rect = (x, y, width, height, name) => h('rect', { x, y, width, height, rx: 5, class: name });
  return h('svg', {
    class: 'door ' + props.look, viewBox: '0 0 360 200', 'aria-hidden': 'true', focusable: 'false',
    'data-testid': 'door', 'data-look': props.look,
  },
    h('g', { class: 'leafs' }, rect(-70, -60, 160, 82), rect(100, -60, 160, 82), rect(270, -60, 160, 82),
      rect(-70, 32, 160, 136), rect(270, 32, 160, 136),
      rect(-70, 178, 160, 60), rect(100, 178, 160, 60), rect(270, 178, 160, 60)),
    rect(100, 32, 160, 136, 'hole'),
    rect(104, 36, 152, 128, 'inside'),
    h('path', { class: 'inside floor', d: 'M104 164l22-26h108l22 26z' }),
    props.item && h('g', null,
      h('rect', { x: 158, y: 92, width: 84, height: 66, rx: 3, fill: '#a4682c' }),
      h('path', { d: 'M193 92h14v66h-14zM158 108h84v4h-84z', fill: '#7d4c1c' })),
    h('g', { class: 'leaf' }, rect(100, 32, 160, 136, 'face'),
      h('rect', { x: 148, y: 58, width: 64, height: 46, rx: 7, style: { fill: '#ffc933' } }),
      h('text', { x: 180, y: 93, 'text-anchor': 'middle', 'font-size': 34, 'font-weight': 800, fill: '#0c1f17' }, props.number),
      h('rect', { x: 232, y: 112, width: 14, height: 34, rx: 7, style: { fill: '#0b4a33' } })),
    rect(97, 29, 166, 142, 'glow'),
    h('g', { class: 'tick' }, h('circle', { cx: 180, cy: 136, r: 20, fill: '#fff' }),
      h('path', { d: 'M170 136l8 8 14-16', fill: 'none', stroke: '#0b4a33', 'stroke-width': 5 })));
}
