/**
 * Schemas, extensions and types. Every query of this kind gives rows of: class and id, as in pg_depend; rank, which
 * orders what does not depend on each other; part, which orders the statements of one thing; text, the statement.
 */
export const TYPES: string = String.raw`
select 'pg_namespace'::regclass::oid as class, oid as id, 1 as rank, 1 as part,
  format('create schema if not exists %I', nspname) as text from ours
union all
select 'pg_extension'::regclass, e.oid, 2, 1, format('create extension if not exists %I', extname)
    || case when (('pg_namespace'::regclass, n.oid) in (select classid, objid from member)) then ''
       else format(' with schema %I', nspname) end
  from pg_extension e join pg_namespace n on n.oid = extnamespace where extname <> 'plpgsql'
union all
select 'pg_type'::regclass, t.oid, 3, 1, format('create type %s as enum (%s)', t.oid::regtype,
    (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))
  from pg_type t join ours on ours.oid = typnamespace where typtype = 'e'
union all
select 'pg_type'::regclass, t.oid, 3, 1, format('create type %s as (%s)', t.oid::regtype,
    (select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod))
        || case when attcollation in (0, a.typcollation) then '' else format(' collate %s', attcollation::regcollation) end,
        ', ' order by attnum)
      from pg_attribute join pg_type a on a.oid = atttypid where attrelid = t.typrelid and attnum > 0 and not attisdropped))
  from pg_type t join ours on ours.oid = t.typnamespace join pg_class c on c.oid = typrelid and relkind = 'c'
union all
select 'pg_type'::regclass, t.oid, 3, 1, format('create type %s as range (subtype = %s%s%s)', t.oid::regtype,
    format_type(rngsubtype, null),
    case when rngcollation = 0 then '' else format(', collation = %s', rngcollation::regcollation) end,
    case when rngsubdiff = 0 then '' else format(', subtype_diff = %s', rngsubdiff::regproc) end)
  from pg_type t join ours on ours.oid = typnamespace join pg_range on rngtypid = t.oid where rngcanonical = 0
union all
select 'pg_type'::regclass, t.oid, 3, 1, concat_ws(' ',
    format('create domain %s as %s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod)),
    case when t.typcollation in (0, b.typcollation) then null else format('collate %s', t.typcollation::regcollation) end,
    'default ' || pg_get_expr(t.typdefaultbin, 0),
    case when t.typnotnull then 'not null' end)
  from pg_type t join ours on ours.oid = t.typnamespace join pg_type b on b.oid = t.typbasetype where t.typtype = 'd'
union all
select 'pg_constraint'::regclass, k.oid, 5, 1,
    format('alter domain %s add constraint %I %s', contypid::regtype, conname, pg_get_constraintdef(k.oid))
  from pg_constraint k join ours on ours.oid = connamespace where contypid <> 0 and contype = 'c'`;
