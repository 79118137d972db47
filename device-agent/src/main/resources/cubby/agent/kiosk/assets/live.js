// Talks to the agent on this machine: JSON requests and live views with a polling fall-back.

/** Posts JSON; answers {ok, status, body}, with status 0 where the agent cannot be reached. */
export async function send(path, body) {
  try {
    const response = await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body || {}),
    });
    const text = await response.text();
    let parsed = null;
    try {
      parsed = text ? JSON.parse(text) : null;
    } catch (notJson) {
      parsed = null;
    }
    return { ok: response.ok, status: response.status, body: parsed };
  } catch (unreachable) {
    return { ok: false, status: 0, body: null };
  }
}

/** Reads a view once; null where there is none (404) or the agent cannot be reached. */
export async function read(path) {
  try {
    const response = await fetch(path);
    return response.ok ? await response.json() : null;
  } catch (unreachable) {
    return null;
  }
}

/** Follows a view by server-sent events, by polling each second while they fail. */
export function follow(path, event, seen, lost) {
  let timer = 0;
  let polls = 0;
  let streaming = false;
  const poll = async () => {
    const view = await read(path);
    if (streaming) return;
    lost(!view);
    if (view) seen(view);
    polls += 1;
    if (polls % 5 === 0 && view) listen();
    else timer = setTimeout(poll, 1000);
  };
  const listen = () => {
    if (typeof EventSource === 'undefined') {
      timer = setTimeout(poll, 1000);
      return;
    }
    const source = new EventSource(path + '/live');
    source.addEventListener(event, message => {
      clearTimeout(timer);
      streaming = true;
      lost(false);
      seen(JSON.parse(message.data));
    });
    source.onerror = () => {
      source.close();
      streaming = false;
      clearTimeout(timer);
      timer = setTimeout(poll, 300);
    };
  };
  listen();
}
