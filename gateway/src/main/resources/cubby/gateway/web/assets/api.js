// Talks to /api/v1: JSON requests, problems (RFC 9457) as exceptions, live views with a fall-back.

/** A refusal or failure; `slug` is the last part of the problem's type, or offline. */
export class Problem extends Error {
  constructor(slug, status, body) {
    super(slug);
    this.slug = slug;
    this.status = status;
    this.retryAfterSeconds = (body && body.retryAfterSeconds) || 0;
    const fields = ((body && body.errors) || []).map(error => error.field);
    this.aboutPhone = slug === 'invalid-phone' || fields.some(field => /phone/i.test(field));
  }
}

async function problemOf(response) {
  let body = null;
  try {
    body = await response.json();
  } catch (notJson) {
    return new Problem(response.status >= 500 ? 'server' : 'other', response.status, null);
  }
  const slug = String(body.type || '').split('/').pop() || 'other';
  return new Problem(slug, response.status, body);
}

/** One request; answers the parsed JSON or null, throws a Problem. */
export async function call(method, path, body) {
  const options = { method, credentials: 'same-origin', headers: { Accept: 'application/json' } };
  if (method !== 'GET') {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body || {});
  }
  let response;
  try {
    response = await fetch('/api/v1' + path, options);
  } catch (unreachable) {
    throw new Problem('offline', 0, null);
  }
  if (!response.ok) throw await problemOf(response);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

export const get = path => call('GET', path);
export const post = (path, body) => call('POST', path, body);

/**
 * Follows one view: server-sent events, and while they fail a poll every 2.5 s.
 * `seen(view)` gets every view, `trouble(problem or null)` tells whether the last try failed.
 * Answers a function that ends it.
 */
export function follow(path, event, seen, trouble) {
  let source = null;
  let timer = 0;
  let ended = false;
  let polls = 0;
  let streaming = false;
  const take = view => {
    if (ended) return;
    trouble(null);
    seen(view);
  };
  const poll = async () => {
    if (ended) return;
    try {
      take(await get(path));
    } catch (problem) {
      if (!ended) trouble(problem);
    }
    timer = 0;
    if (ended || streaming) return;
    polls += 1;
    timer = setTimeout(poll, 2500);
    if (polls % 4 === 0) listen();
  };
  const listen = () => {
    if (typeof EventSource === 'undefined' || source) return;
    source = new EventSource('/api/v1' + path + '/live');
    source.addEventListener(event, message => {
      clearTimeout(timer);
      timer = 0;
      streaming = true;
      take(JSON.parse(message.data));
    });
    source.onerror = () => {
      if (source) source.close();
      source = null;
      streaming = false;
      if (!timer && !ended) poll();
    };
  };
  listen();
  if (!source) poll();
  return () => {
    ended = true;
    clearTimeout(timer);
    if (source) source.close();
  };
}
