import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const TABLE = "create table staff (id integer primary key, first text not null, nick text);";

async function metWith(body: string, trigger = "before insert on staff for each row"): Promise<string> {
  const up = `alter table staff add column handle text;
    create function give_handle() returns trigger language plpgsql as $$ ${body} $$;
    create trigger give_handle ${trigger} execute function give_handle();
    alter table staff alter column handle set not null`;
  const down = "drop trigger give_handle on staff; drop function give_handle(); alter table staff drop column handle";
  const { oldOnNew } = await judgementOf("postgresql", { schema: TABLE, up, down });
  return `${oldOnNew.verdict} ${oldOnNew.when}`;
}

describe("a required column that is new to the code, and that a trigger fills", () => {
  it.each([
    "begin new.handle := lower(new.first); return new; end",
    "begin new.handle = 'none'; return new; end",
    "begin if new.handle is null then new.handle := new.first; end if; return new; end",
    "begin if tg_op = 'INSERT' then raise notice 'x'; end if; new.handle := new.first; return new; end",
    "begin new.handle := coalesce(new.nick, 'none'); return new; end",
  ])("needs no value of the code: %s", async (body) => {
    expect(await metWith(body)).toBe("compatible always");
  });

  it.each([
    "begin new.handle := new.nick; return new; end",
    "begin if new.handle is null then new.handle := lower(new.nick); end if; return new; end",
    "begin new.handle := upper(new.handle); return new; end",
    "declare given text; begin new.handle := given; return new; end",
  ])("may be left without one: %s", async (body) => {
    expect(await metWith(body)).toBe("writes_break if_data");
  });

  it.each([
    "begin if new.nick is null then new.handle := new.first; end if; return new; end",
    "begin if new.handle is null then new.handle := 'a'; else new.handle := 'b'; end if; return new; end",
    "begin if new.nick = 'x' then return new; end if; new.handle := new.first; return new; end",
    "begin new.handle := new.first; if new.nick = 'x' then new.handle := null; end if; return new; end",
    "begin new.handle := new.first; exception when others then null; end",
    "begin select first into new.handle from staff; return new; end",
  ])("is not known to be filled whatever the row: %s", async (body) => {
    expect(await metWith(body)).toBe("writes_break always");
  });

  it.each(["before update on staff for each row", "before insert on staff for each row when (new.nick = 'x')"])(
    "is not filled by a trigger that does not run: %s",
    async (trigger) => {
      expect(await metWith("begin new.handle := new.first; return new; end", trigger)).toBe("writes_break always");
    },
  );
});
