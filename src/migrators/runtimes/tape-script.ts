// Part of scripts for Node 12 and later, run with `node -e` inside an image: what a migration does is written down, and
// what it does besides SQL is seen, as far as a process can see what runs in it.

/**
 * `write(statement)`; `together(whether)`: that the tool runs the statements in a transaction, or that it does not;
 * `doubt(why)`: that the statements are not all of it; `watched(value, why)`: the same value, which
 * doubts once anything looks into it; `asks(statement)`: the doubt for a question to the database; `isQuestion(statement)`;
 * `literal(value, dialect)`: as SQL; `filled(statement, values, dialect)`: with literals for `$1` or `?`;
 * `watchOutside(asked)`: nothing leaves the process from here on, and a variable that is not there is a doubt about the
 * migration whose file reads it, or, when another file does so while migrations are loaded, about all of them; `recordEach(migrations, run)`. Wants LISTING_SCRIPT.
 */
export const TAPE_SCRIPT: string = String.raw`
const blank = () => ({ statements: [], doubts: new Set(), transaction: null });
let tape = blank();
let isOn = false;
const write = (statement) => { if (isOn) tape.statements.push(String(statement)); };
const together = (whether) => { tape.transaction = whether; };
const doubt = (why) => { if (isOn) tape.doubts.add(why); };
const brief = (statement) => String(statement).replace(/\s+/g, ' ').trim().slice(0, 100);
const asks = (statement) =>
  'it goes by what the database answers (' + brief(statement) + '), and none was asked while its SQL was recorded';
const isQuestion = (statement) => /^[\s(]*(?:select|show|with|values|table|describe|desc|explain|pragma)\b/i.test(
  String(statement).replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, ' '));
const watched = (value, why) => {
  const seen = (key) => { if (key !== 'then') doubt(why); };
  return new Proxy(value, {
    get: (target, key) => { seen(key); return Reflect.get(target, key); },
    has: (target, key) => { seen(key); return Reflect.has(target, key); },
    ownKeys: (target) => { seen(); return Reflect.ownKeys(target); },
  });
};
const quoted = (text, dialect) =>
  "'" + (dialect === 'postgresql' || dialect === 'sqlite' ? text : text.replace(/\\/g, '\\\\')).replace(/'/g, "''") + "'";
const literal = (value, dialect) => {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean' && dialect === 'sqlite') return value ? '1' : '0';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return quoted(value.toISOString(), dialect);
  if (Buffer.isBuffer(value)) return dialect === 'postgresql' ? "'\\x" + value.toString('hex') + "'" : "x'" + value.toString('hex') + "'";
  return quoted(typeof value === 'object' ? JSON.stringify(value) : String(value), dialect);
};
const PARTS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\x60[^\x60]*\x60|\$(\d+)|\?/g;
const filled = (statement, values, dialect) => {
  if (!values || values.length === 0) return statement;
  let next = 0;
  return statement.replace(PARTS, (part, number) => {
    if (number !== undefined && dialect === 'postgresql') return literal(values[Number(number) - 1], dialect);
    return part === '?' && dialect !== 'postgresql' ? literal(values[next++], dialect) : part;
  });
};
const forbid = (holder, names, what) => {
  for (const name of names.filter((one) => holder && typeof holder[one] === 'function')) {
    const own = holder[name];
    holder[name] = function (...words) {
      if (!isOn) return own.apply(this, words);
      doubt('it ' + what + ', which SQL does not show and nothing did while its SQL was recorded');
      throw new Error('it may not do that here');
    };
  }
};
const WRITING = ['writeFile', 'appendFile', 'mkdir', 'mkdtemp', 'rm', 'rmdir', 'unlink', 'rename', 'copyFile', 'truncate', 'symlink', 'link', 'cp'];
const readBy = new Map();
const readByAll = new Set();
const watchVariables = (given) => {
  process.env = new Proxy(process.env, {
    get: (target, key) => {
      if (typeof key === 'string' && !(key in target) && given.indexOf(key) === -1) missed(key);
      return Reflect.get(target, key);
    },
    has: (target, key) => {
      if (typeof key === 'string' && !(key in target) && given.indexOf(key) === -1) missed(key);
      return Reflect.has(target, key);
    },
    set: (target, key, value) => Reflect.set(target, key, value),
  });
};
const doubtOf = (key) => 'it reads the variable ' + key + ', which it has not here';
const fileOfFrame = (frame) => (/(?:at |\(|file:\/\/)(\/[^()]*?):\d+:\d+\)?$/.exec(frame) || [])[1];
const missed = (key) => {
  const files = (new Error().stack || '').split('\n').slice(3).map(fileOfFrame);
  if (!files[0] || files[0].indexOf('/node_modules/') !== -1) return;
  doubt(doubtOf(key));
  const own = path.basename(files[0]);
  readBy.set(own, (readBy.get(own) || new Set()).add(key));
  const isForAll = LOADERS.size > 0 || files.some((file) => /\/migrations?\//.test(file || ''));
  if (isForAll && !LOADERS.has(own)) readByAll.add(key);
};
const failing = (error) => doubt('it failed while its SQL was recorded: ' + firstLine(error));
const watchOutside = ({ given, dialect }) => {
  if (dialect === 'sqlite') withoutDatabases();
  forbid(require('child_process'), ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'], 'starts a program');
  forbid(require('net').Socket.prototype, ['connect'], 'opens a connection');
  forbid(require('dgram').Socket.prototype, ['send', 'connect'], 'opens a connection');
  forbid(globalThis, ['fetch'], 'opens a connection');
  forbid(fs, WRITING.concat(WRITING.map((name) => name + 'Sync'), 'createWriteStream'), 'changes files');
  forbid(fs.promises, WRITING, 'changes files');
  forbid(process, ['exit', 'abort', 'kill'], 'ends its process');
  process.on('unhandledRejection', failing);
  watchVariables(given);
  const { syncBuiltinESMExports } = require('module');
  if (syncBuiltinESMExports) syncBuiltinESMExports();
};
let isStuck = false;
const recordSide = async (run, file) => {
  if (isStuck) return { kind: 'unseen', because: 'an earlier one did not end while its SQL was recorded' };
  tape = blank();
  isOn = true;
  try {
    await inTime(Promise.resolve().then(run));
    await new Promise(setImmediate);
  } catch (error) {
    isStuck = String(error && error.message) === NOT_IN_TIME;
    failing(error);
  }
  for (const key of [...(readBy.get(path.basename(file)) || []), ...readByAll]) doubt(doubtOf(key));
  isOn = false;
  const { statements, transaction } = tape;
  return { kind: 'recorded', statements, transaction, doubts: Array.from(tape.doubts) };
};
const TAPE_LENGTH = 6 * 1024 * 1024;
const recordEach = async (migrations, run) => {
  let left = TAPE_LENGTH;
  const short = (side) => {
    const length = lengthIn(JSON.stringify(side));
    if (length > left) return { kind: 'unseen', because: 'its SQL is too long to be recorded' };
    left -= length;
    return side;
  };
  const recordings = [];
  for (const migration of migrations) {
    const load = LOADERS.get(migration.file) || LOADERS.get(migration.name);
    if (!load) continue;
    const sides = {};
    for (const direction of ['up', 'down'])
      sides[direction] = short(await recordSide(async () => run(await load(), direction, migration), migration.file));
    recordings.push(Object.assign({ name: migration.name }, sides));
  }
  return recordings;
};
`;
