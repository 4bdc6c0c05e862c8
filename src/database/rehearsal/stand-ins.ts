import type { UrlConventions } from "../../model/url-conventions.ts";
import type { Address } from "../../ports/database.ts";
import type { StandIns } from "../../ports/rehearsal.ts";
import type { Environment, Secret } from "../../ports/secret.ts";
import type { UrlParts } from "../url.ts";
import { SafeRollbackError } from "../../errors.ts";
import { secretOf } from "../../secret.ts";
import { addressFrom } from "../locate.ts";
import { parseUrl } from "../url.ts";
import { namingsIn } from "../variables.ts";
import { isJdbc, jdbcStandIns } from "./jdbc-stand-ins.ts";

/** From where to where a container is to be led. */
export interface Leading {
  readonly live: Address;
  readonly clone: Address;
  /** As in `UrlConventions`. */
  readonly ofCommands: NonNullable<UrlConventions["ofCommands"]>;
}

/**
 * Every variable that leads the container to the live database, told to lead to the clone: URLs keep their scheme, by
 * which programs choose their driver, and groups such as PGHOST and PGPASSWORD are replaced as a whole. What tells all
 * commands of a tool is told to each of them as well. Whether that is enough is for the container to show.
 */
export function standInsFor(
  environment: Environment,
  { live, clone, ofCommands }: Leading,
): StandIns | { readonly because: string } {
  const because = outOfReach(clone);
  if (because !== undefined) return { because };
  const parsed = parseUrl(clone.url.reveal());
  if (parsed.kind === "malformed") return { because: "the clone's URL cannot be taken apart" };
  const texts = [
    ...urlsIn(environment, live, clone),
    ...jdbcUrlsIn(environment, live, parsed.parts),
    ...groupsIn(environment, live, parsed.parts),
  ];
  if (texts.length === 0)
    return { because: "the container has no variable that is understood to lead to the live one" };
  const each = texts.flatMap(([name, text]) => (ofCommands[name] ?? []).map((one) => [one, text] as const));
  return new Map([...texts, ...each].map(([name, text]) => [name, secretOf(text)]));
}

/** The clone's URL was written for this machine. */
function outOfReach({ dialect, host, name }: Address): string | undefined {
  if (dialect === "sqlite") return `the clone is the file ${name} on this machine, which no Job can open`;
  if (!host.startsWith("/") && !host.startsWith("127.") && !HERE.includes(host)) return undefined;
  return `the clone's URL says ${host}, which in a Job is not this machine: write an address there that leads to the clone from here and from the cluster alike`;
}

type Text = readonly [string, string];

function urlsIn({ variables }: Environment, live: Address, clone: Address): readonly Text[] {
  const [, place = ""] = URL_FORM.exec(clone.url.reveal()) ?? [];
  return [...variables].flatMap(([name, value]): readonly Text[] => {
    const [scheme] = SCHEME.exec(value.reveal().trim()) ?? [];
    return scheme !== undefined && leadsTo(value, live) ? [[name, `${scheme}${place}`]] : [];
  });
}

function jdbcUrlsIn(environment: Environment, live: Address, clone: UrlParts): readonly Text[] {
  return [...environment.variables].flatMap(([name, value]) => {
    const text = value.reveal().trim();
    return isJdbc(text) && leadsTo(value, live) ? jdbcStandIns([name, text], environment, clone) : [];
  });
}

function leadsTo(value: Secret, live: Address): boolean {
  try {
    const { dialect, host, port, name } = addressFrom(value.reveal(), "");
    return dialect === live.dialect && host === live.host && port === live.port && name === live.name;
  } catch (error) {
    if (error instanceof SafeRollbackError) return false;
    throw error;
  }
}

function groupsIn(environment: Environment, live: Address, clone: UrlParts): readonly Text[] {
  return namingsIn(environment).flatMap(({ parts, variables, parameters }): readonly Text[] => {
    const name = parts.name || (parts.dialect === "postgresql" ? parts.user : "");
    if (parts.host !== live.host || parts.port !== live.port || name !== live.name) return [];
    const { host, port, user, password, name: database } = variables;
    return [
      [host, clone.host],
      [port, String(clone.port)],
      [user, clone.user],
      [password, clone.password],
      [database, clone.name],
      ...Object.entries(parameters).flatMap(([variable, parameter]): readonly Text[] => {
        const told = clone.parameters.get(parameter);
        return told === undefined ? [] : [[variable, told]];
      }),
    ];
  });
}

const HERE = ["localhost", "::1", "0.0.0.0", "::"];

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

const URL_FORM = /^[a-z][a-z0-9+.-]*:\/\/(.*)$/is;
