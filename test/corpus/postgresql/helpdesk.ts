// People and their tickets: what a small backend keeps.
import type { Setting } from "../case.ts";

export const HELPDESK: Setting = {
  schema: `
    create type ticket_state as enum ('open', 'waiting', 'closed');
    create table people (
      id bigserial primary key,
      email text not null unique,
      full_name varchar(120) not null,
      phone varchar(20),
      role text not null default 'member',
      prefs jsonb not null default '{}'
    );
    create table tickets (
      id bigserial primary key,
      person_id bigint not null references people (id),
      title varchar(100) not null,
      body text,
      state ticket_state not null default 'open',
      priority integer not null default 3,
      tags text,
      due date
    );
    create index tickets_person_idx on tickets (person_id)`,
  seed: `
    insert into people (email, full_name, phone, role, prefs) values
      ('ada@x.org', 'Ada Lovelace', '+43 1', 'admin', '{"theme": "dark", "beta": true}'),
      ('bob@x.org', 'Bob Brown', '+43 2', 'member', '{"theme": "light"}'),
      ('cat@x.org', 'Cat Cole', '+43 3', 'member', '{"theme": "plain"}');
    insert into tickets (person_id, title, body, state, priority, tags, due) values
      (1, 'Printer', 'It smokes', 'open', 1, 'fire,urgent', '2024-02-01'),
      (2, 'Mouse', 'It squeaks', 'waiting', 2, 'pets', '2024-03-01')`,
  old: [
    "select id, email, full_name, phone, role, prefs from people",
    `insert into people (email, full_name, phone, role, prefs) values ('eve@x.org', 'Eve Fox', '+43 9', 'admin', '{"a": 1}')`,
    "update people set email = 'a@x.org', full_name = 'A B', phone = '1', role = 'guest' where id = 1",
    "delete from people where id = 3",
    "select id, person_id, title, body, state, priority, tags, due from tickets",
    "insert into tickets (person_id, title, body, state, priority, tags, due) values (1, 'New', 'text', 'waiting', 2, 'a,b', '2024-04-01')",
    "insert into tickets (person_id, title) values (2, 'Short')",
    "update tickets set title = 'z', state = 'closed', priority = 1, tags = 'c', due = '2024-05-05' where id = 1",
    "delete from tickets where id = 2",
  ],
};
