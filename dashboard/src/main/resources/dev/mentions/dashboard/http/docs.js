const byId = (id) => document.getElementById(id);

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

byId('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const response = await fetch(byId('path').value.replace(/^\//, ''));
    const text = await response.text();
    byId('answer').textContent = `${response.status}\n\n${text.slice(0, 20_000)}`;
  } catch (error) {
    byId('answer').textContent = `No answer: ${error.message}`;
  }
});

const api = await (await fetch('openapi.json')).json();
const resolve = (node) => node.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], api) : node;
for (const [path, { get }] of Object.entries(api.paths)) {
  const call = document.createElement('section');
  call.append(element('h2', `GET ${path}`), element('p', get.summary));
  const list = document.createElement('ul');
  for (const parameter of get.parameters.map(resolve)) {
    list.append(element('li', `${parameter.name}${parameter.required ? ' (required)' : ''}: ${parameter.description}`));
  }
  for (const [status, response] of Object.entries(get.responses)) {
    list.append(element('li', `${status}: ${resolve(response).description}`));
  }
  call.append(list);
  byId('calls').append(call);
}
