// Scripts for Node 12 and later, run with `node -e` inside an image. They find the knexfile as knex' own CLI does
// (bin/cli.js): in the working directory or above it, the section of NODE_ENV, directories against the working one.

/** `loadModule(file)`: as knex loads migrations, by `require` or `import()`, whichever the file needs. */
const LOAD_SCRIPT = String.raw`
const fs = require('fs');
const path = require('path');
const toUrl = require('url').pathToFileURL;
const loadModule = async (file) => {
  try {
    return require(file);
  } catch (error) {
    try {
      return await import(toUrl(file).href);
    } catch (_) {
      throw error;
    }
  }
};
const firstLine = (error) => String((error && error.message) || error).split('\n')[0].slice(0, 200);
`;

/** `readKnexfile()`: the section that applies, or what can be read off the text when the file does not load. */
export const KNEXFILE_SCRIPT: string = String.raw`${LOAD_SCRIPT}
const KNEXFILES = ['js', 'mjs', 'cjs', 'ts'].map((extension) => 'knexfile.' + extension);
const findKnexfile = (directory) => {
  const found = KNEXFILES.map((name) => path.join(directory, name)).find((file) => fs.existsSync(file));
  const above = path.dirname(directory);
  return found || (above === directory ? undefined : findKnexfile(above));
};
const literalIn = (text, key) => {
  const blocks = text.match(/migrations\s*:\s*\{[^{}]*\}/g) || [];
  const pattern = new RegExp('\\b' + key + '\\s*:\\s*([\'"])([^\'"]+)\\1');
  const values = new Set(blocks.map((block) => pattern.exec(block)).filter(Boolean).map((match) => match[2]));
  return values.size === 1 ? Array.from(values)[0] : undefined;
};
const readOffText = (file) => {
  const text = fs.readFileSync(file, 'utf8');
  const migrations = {};
  for (const key of ['directory', 'tableName', 'schemaName']) migrations[key] = literalIn(text, key);
  return { migrations };
};
const readKnexfile = async () => {
  const file = findKnexfile(process.cwd());
  if (!file) return { section: {}, note: 'no knexfile in ' + process.cwd() + ' or above it' };
  try {
    let config = await loadModule(file);
    if (config && config.default) config = config.default;
    if (typeof config === 'function') config = await config();
    const environment = process.env.NODE_ENV || 'development';
    return { file, section: (config && (config[environment] || config)) || {} };
  } catch (error) {
    const note = file + ' did not load here (' + firstLine(error) + '), so only its text was read';
    return { file, section: readOffText(file), note, failed: true };
  }
};
const tableOf = (migrations) => {
  const table = migrations.tableName || 'knex_migrations';
  return migrations.schemaName ? migrations.schemaName + '.' + table : table;
};
`;

/**
 * `downOf(module)`: judges a down by its function's text, which is the code that would run. Never calls it. Only what
 * is certainly empty or certainly a refusal is called so; anything that is not understood counts as code.
 */
export const DOWN_SCRIPT: string = String.raw`
const STRINGS_AND_COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"|\x60(?:\\[\s\S]|[^\x60\\])*\x60|\s+/g;
const tidy = (source) => source.replace(STRINGS_AND_COMMENTS, (part) => (/^['"\x60]/.test(part) ? part : ' ')).trim();
const blockOf = (text) => (/^\{[\s\S]*\}$/.test(text) ? text.slice(1, -1).trim() : 'return ' + text);
const bodyOf = (source) => {
  const arrow = /^(?:async ?)?(?:\([^()]*\)|[\w$]+) ?=> ?([\s\S]*)$/.exec(source);
  if (arrow) return blockOf(arrow[1]);
  const method = /^[^(){}]*\([^()]*\) ?(\{[\s\S]*\})$/.exec(source);
  return method ? blockOf(method[1]) : undefined;
};
const COMPILED = [
  /^return (?:\(0, ?)?[\w$.]*__awaiter\)?\(this, ?(?:void 0|arguments), ?void 0, ?function ?\*? ?\(\) ?\{([\s\S]*)\}\) ?;?$/,
  /^return (?:\(0, ?)?[\w$.]*__generator\)?\(this, ?function ?\(\w*\) ?\{([\s\S]*)\}\) ?;?$/,
];
const unwrap = (body) => {
  const bare = body.replace(/^(['"])use strict\1 ?;? ?/, '').trim();
  const inner = COMPILED.map((pattern) => pattern.exec(bare)).find(Boolean);
  return inner ? unwrap(inner[1].trim()) : bare;
};
const NOTHING = '(?:null|undefined|void0|true|false|\\{\\}|\\[\\]|\\(\\{\\}\\)|\\[2\\])?';
const EMPTY = new RegExp('^(?:(?:return|await|returnawait)?(?:' + NOTHING + '|Promise\\.resolve\\(' + NOTHING + '\\)))?;*$');
const SELECT_ONE = /^(?:return|await|return await) [\w$.]+\.raw\((['"\x60]) *select +(?:1|true) *;? *\1\) ?;?$/i;
const messageOf = (text) => {
  const literal = /(['"\x60])((?:\\[\s\S]|(?!\1)[\s\S])*)\1/.exec(text);
  return literal ? ': ' + literal[2].replace(/\\(.)/g, '$1').slice(0, 200) : '';
};
const downOf = (migration) => {
  const down = migration && migration.down;
  if (typeof down !== 'function') return { kind: 'absent', because: 'it exports no down' };
  const body = bodyOf(tidy(Function.prototype.toString.call(down)));
  if (body === undefined) return { kind: 'code' };
  const code = unwrap(body);
  if (EMPTY.test(code.replace(/\s/g, ''))) return { kind: 'absent', because: 'its down is empty' };
  if (SELECT_ONE.test(code)) return { kind: 'absent', because: 'its down only selects a constant' };
  if (/^(?:throw\b|return Promise\.reject\()/.test(code))
    return { kind: 'refused', because: 'its down only throws' + messageOf(code) };
  return { kind: 'code' };
};
`;
