/** What went wrong, in the words of the server's problem where there is one. */
class ApiError extends Error {
  constructor(status, title, detail, code, retryAfter) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.code = code;
    /** Seconds, null where the server did not say. */
    this.retryAfter = retryAfter;
  }
}

/** A relative address of the API; a list gives the parameter several times, empty values are left out. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') {
        query.append(name, one);
      }
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** What to say when there is no answer at all. */
export function away() {
  return new ApiError(0, 'The dashboard does not answer', 'Is it running? ./mentions local starts it with everything else.');
}

async function answer(url, signal) {
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw away();
  }
  if (response.ok) {
    return response;
  }
  const problem = await response.json().catch(() => ({}));
  const retryAfter = Number.parseInt(response.headers.get('Retry-After'), 10);
  throw new ApiError(
    response.status,
    problem.title ?? `The server answered ${response.status}`,
    problem.detail ?? '',
    problem.code ?? '',
    Number.isFinite(retryAfter) ? retryAfter : null);
}

/** The JSON at an address of the API. Throws ApiError, or AbortError once the signal says so. */
export async function json(path, parameters, signal) {
  return (await answer(address(path, parameters), signal)).json();
}

/** The text at an address of the API. Throws as json does. */
export async function text(path, parameters, signal) {
  return (await answer(address(path, parameters), signal)).text();
}
