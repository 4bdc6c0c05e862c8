/**
 * For Node 12 and later. `databasePlace(urlVariables)`: `{ family, host, port, user, password, name, options, parameters }`
 * by the first variable that is set, else by separate ones, or `{ missing }`; `wishesOf(place)`: what to try for TLS, in
 * order. Both as this program itself does over a connection (src/database/url.ts, variables.ts, postgres.ts, mysql.ts).
 */
export const DATABASE_PLACE_SCRIPT: string = String.raw`
const FAMILY_OF = {
  postgres: 'postgresql', postgresql: 'postgresql', pg: 'postgresql', pgsql: 'postgresql',
  mysql: 'mysql', mysql2: 'mysql', mariadb: 'mysql',
};
const PORTS = { postgresql: 5432, mysql: 3306 };
const decoded = (text) => (text || '').replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
  try {
    return decodeURIComponent(part);
  } catch (_) {
    return part;
  }
});
const parametersIn = (query) => {
  const parameters = {};
  for (const pair of (query || '').split('&').filter(Boolean)) {
    const at = pair.indexOf('=');
    if (at > 0) parameters[decoded(pair.slice(0, at))] = decoded(pair.slice(at + 1).replace(/\+/g, ' '));
  }
  return parameters;
};
const splitAt = (rest, at) => {
  const place = /^(\[[^\]]*\]|[^:\/?#@]*)(?::(\d*))?(?:\/([^?#]*))?(?:\?([^#]*))?(?:#[\s\S]*)?$/.exec(rest.slice(at + 1));
  const [, user, password] = /^([^:]*)(?::([\s\S]*))?$/.exec(at === -1 ? '' : rest.slice(0, at));
  return place && { user, password, host: place[1], port: place[2], name: place[3], query: place[4] };
};
const split = (rest) => {
  const end = rest.search(/[\/?#]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  return splitAt(rest, authority.lastIndexOf('@')) || splitAt(rest, rest.lastIndexOf('@'));
};
const optionsIn = (parameters) => {
  const schema = parameters.schema && parameters.schema !== 'public' ? '"' + parameters.schema + '"' : undefined;
  const path = parameters.search_path || schema;
  const set = path ? ['-c search_path=' + path.replace(/[\\ ]/g, '\\$&')] : [];
  return [parameters.options || ''].concat(set).filter(Boolean).join(' ') || undefined;
};
const placeIn = (url, variable) => {
  const [, scheme, rest] = /^([a-z][a-z0-9.-]*)(?:\+[^:]*)?:\/\/([\s\S]*)$/i.exec(url.trim()) || [];
  const family = scheme && FAMILY_OF[scheme.toLowerCase()];
  const parts = family && split(rest);
  if (!parts) return { missing: variable + ' holds no URL of PostgreSQL or MySQL' };
  const parameters = parametersIn(parts.query);
  const own = family === 'postgresql';
  const socket = parameters.socket || parameters.socketPath || parameters.host;
  const user = decoded(parts.user) || parameters.user || (own && process.env.PGUSER) || '';
  return {
    family, parameters, user, options: own ? optionsIn(parameters) : undefined,
    host: socket || decoded(parts.host).replace(/^\[|\]$/g, '') || 'localhost',
    port: Number(parameters.port || parts.port || PORTS[family]),
    password: decoded(parts.password) || parameters.password || (own && process.env.PGPASSWORD) || '',
    name: decoded(parts.name) || parameters.dbname || (own ? user : ''),
  };
};
const SEPARATE = [['PG', 'postgresql'], ['DB_'], ['POSTGRES_', 'postgresql'], ['MYSQL_', 'mysql'], ['MARIADB_', 'mysql']];
const set = (prefix, words) => words.map((word) => process.env[prefix + word]).find(Boolean);
const portIn = (text) => Number((/^(?:tcp:\/\/[^:]+:)?(\d+)$/.exec((text || '').trim()) || [])[1]) || undefined;
const separatePlace = ([prefix, fixed]) => {
  const host = set(prefix, ['HOST', 'HOSTNAME']);
  if (!host) return undefined;
  const port = portIn(set(prefix, ['PORT']));
  const told = set(prefix, ['CLIENT', 'DIALECT', 'CONNECTION', 'TYPE']);
  const byPort = port === 5432 ? 'postgresql' : port === 3306 ? 'mysql' : undefined;
  const family = fixed || (told ? FAMILY_OF[told.trim().toLowerCase()] : byPort);
  if (!family) return { missing: prefix + 'HOST names a host, but nothing says whether it is PostgreSQL or MySQL' };
  const parameters = {
    sslmode: set(prefix, ['SSLMODE']), sslrootcert: set(prefix, ['SSLROOTCERT']),
    sslcert: set(prefix, ['SSLCERT']), sslkey: set(prefix, ['SSLKEY']),
  };
  return {
    family, parameters, options: undefined, host, port: port || PORTS[family],
    user: set(prefix, ['USER', 'USERNAME']) || '', password: set(prefix, ['PASSWORD', 'PASS']) || '',
    name: set(prefix, ['DATABASE', 'NAME', 'DB']) || '',
  };
};
const databasePlace = (urlVariables) => {
  const variable = urlVariables.find((name) => process.env[name]);
  if (variable) return placeIn(process.env[variable], variable);
  const places = SEPARATE.map(separatePlace).filter(Boolean);
  return places[0] || { missing: 'none of ' + urlVariables.join(', ') + ' is set, nor PGHOST, DB_HOST or their like' };
};
const MODES = {
  'disable': 'off', 'disabled': 'off', 'false': 'off', '0': 'off', 'allow': 'allow',
  'require': 'none', 'required': 'none', 'no-verify': 'none', 'skip-verify': 'none',
  'verify-ca': 'chain', 'verify_ca': 'chain', 'amazon rds': 'chain',
  'verify-full': 'full', 'verify_identity': 'full', 'true': 'full', '1': 'full',
};
const modeIn = ({ family, parameters }) => {
  const told = parameters.sslmode || parameters.tls || parameters['ssl-mode'] || parameters.ssl || '';
  if (told[0] === '{') return /"rejectUnauthorized"\s*:\s*false/.test(told) ? 'none' : 'chain';
  const mode = MODES[told.toLowerCase()];
  return family === 'postgresql' && mode === 'none' && told === 'require' && parameters.sslrootcert ? 'chain' : mode;
};
const read = (file) => (file && file !== 'system' ? fs.readFileSync(file) : undefined);
const wishesOf = ({ family, host, parameters }) => {
  const mode = modeIn({ family, parameters });
  if (host[0] === '/' || mode === 'off') return [false];
  const own = { cert: read(parameters.sslcert || parameters['ssl-cert']), key: read(parameters.sslkey || parameters['ssl-key']) };
  const named = Object.assign(own, /^[\d.:]+$/.test(host) ? {} : { servername: host });
  const unverified = Object.assign({}, named, { rejectUnauthorized: false });
  if (mode === 'allow') return [false, unverified];
  if (mode === 'none') return [unverified];
  if (mode === undefined) return [unverified, false];
  const whose = mode === 'chain' ? { checkServerIdentity: () => undefined } : { verifyIdentity: true };
  const ca = read(parameters.sslrootcert || parameters['ssl-ca']);
  return [Object.assign({}, named, { rejectUnauthorized: true, ca }, whose)];
};
`;
