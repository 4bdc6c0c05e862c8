/** Functions, views, rules, triggers and policies; the columns are those of `TYPES`. */
export const CODE: string = String.raw`
select 'pg_proc'::regclass::oid as class, p.oid as id, 4 as rank, 1 as part, rtrim(pg_get_functiondef(p.oid), E'\n') as text
  from pg_proc p join ours on ours.oid = pronamespace where prokind in ('f', 'p', 'w')
union all
select 'pg_class'::regclass, c.oid, 12, 1, format('create %s %s%s as %s',
    case relkind when 'm' then 'materialized view' else 'view' end, c.oid::regclass,
    (select format(' with (%s)', string_agg(format('%s = %L', option_name, option_value), ', '))
      from pg_options_to_table(reloptions) having count(*) > 0),
    rtrim(pg_get_viewdef(c.oid), ';'))
  from pg_class c join ours on ours.oid = relnamespace where relkind in ('v', 'm')
union all
select 'pg_rewrite'::regclass, r.oid, 14, 1, rtrim(pg_get_ruledef(r.oid), ';')
  from pg_rewrite r join pg_class c on c.oid = ev_class join ours on ours.oid = relnamespace where rulename <> '_RETURN'
union all
select 'pg_trigger'::regclass, t.oid, 15, 1, pg_get_triggerdef(t.oid)
  from pg_trigger t join pg_class c on c.oid = tgrelid join ours on ours.oid = relnamespace
  where not tgisinternal and tgparentid = 0
union all
select 'pg_trigger'::regclass, t.oid, 99, 1, format('alter table %s %s trigger %I', tgrelid::regclass,
    case tgenabled when 'D' then 'disable' when 'R' then 'enable replica' else 'enable always' end, tgname)
  from pg_trigger t join pg_class c on c.oid = tgrelid join ours on ours.oid = relnamespace
  where not tgisinternal and tgparentid = 0 and tgenabled <> 'O'
union all
select 'pg_policy'::regclass, p.oid, 16, 1, concat_ws(' ',
    format('create policy %I on %s as %s for %s', polname, polrelid::regclass,
      case when polpermissive then 'permissive' else 'restrictive' end,
      case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end),
    'to ' || (select string_agg(quote_ident(rolname), ', ' order by rolname) from pg_roles where oid = any (polroles)),
    'using (' || pg_get_expr(polqual, polrelid) || ')',
    'with check (' || pg_get_expr(polwithcheck, polrelid) || ')')
  from pg_policy p join pg_class c on c.oid = polrelid join ours on ours.oid = relnamespace
union all
select 'pg_class'::regclass, c.oid, 99, part, format('alter table %s %s row level security', c.oid::regclass, does)
  from pg_class c join ours on ours.oid = relnamespace,
    lateral (values (1, 'enable', relrowsecurity), (2, 'force', relforcerowsecurity)) as how (part, does, is_so)
  where is_so`;
