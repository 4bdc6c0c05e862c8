// Parts of scripts for Node 12 and later, run with `node -e` inside an image: what the listings of all Node tools share.

/**
 * `loadModule(file)`: by `require` or `import()`, whichever the file needs; `firstLine(error)`; `hasPackage(name)`;
 * `literalIn(text, key)`: a string in the objects called `migrations` in a configuration's text, where it is but one.
 */
export const LOAD_SCRIPT: string = String.raw`
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
const literalIn = (text, key) => {
  const blocks = text.match(/migrations\s*:\s*\{[^{}]*\}/g) || [];
  const pattern = new RegExp('\\b' + key + '\\s*:\\s*([\'"])([^\'"]+)\\1');
  const values = new Set(blocks.map((block) => pattern.exec(block)).filter(Boolean).map((match) => match[2]));
  return values.size === 1 ? Array.from(values)[0] : undefined;
};
const firstLine = (error) => String((error && error.message) || error).split('\n')[0].slice(0, 200);
const hasPackage = (name) => {
  try {
    return Boolean(require.resolve(name, { paths: [process.cwd()] }));
  } catch (_) {
    return false;
  }
};
`;

/**
 * `downOf(module)`: judges a down by its function's text, which is the code that would run. Never calls it. Only what
 * is certainly empty or certainly a refusal is called so; anything that is not understood counts as code.
 * Where a class holds the down, its prototype is the module.
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
const SELECT_ONE = /^(?:(?:return|await|return await) )?[\w$.]+\.(?:raw|addSql|sql|query|runSql)\((['"\x60]) *select +(?:1|true) *;? *\1\) ?;?$/i;
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
