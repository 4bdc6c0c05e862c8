/** Rows of class, id and what: the things of kinds that are not built. */
export const LEFT_OUT: string = String.raw`
select 'pg_proc'::regclass::oid as class, p.oid as id, 'aggregate ' || p.oid::regprocedure as what
  from pg_proc p join ours on ours.oid = pronamespace where prokind = 'a'
union all select 'pg_class'::regclass, c.oid, 'foreign table ' || c.oid::regclass
  from pg_class c join ours on ours.oid = relnamespace where relkind = 'f'
union all select 'pg_class'::regclass, c.oid, 'index ' || c.oid::regclass || ', which is not valid'
  from pg_index join pg_class c on c.oid = indexrelid join ours on ours.oid = relnamespace where not indisvalid and relkind = 'i'
union all select 'pg_class'::regclass, c.oid, 'typed table ' || c.oid::regclass || ', as a plain one'
  from pg_class c join ours on ours.oid = relnamespace where reloftype <> 0
union all select 'pg_type'::regclass, t.oid, 'type ' || t.oid::regtype
  from pg_type t join ours on ours.oid = typnamespace
  where typtype = 'b' and not exists (select from pg_type e where e.typarray = t.oid)
union all select 'pg_type'::regclass, t.oid, 'type ' || t.oid::regtype
  from pg_type t join ours on ours.oid = typnamespace join pg_range on rngtypid = t.oid where rngcanonical <> 0
union all select 'pg_operator'::regclass, o.oid, 'operator ' || o.oid::regoperator
  from pg_operator o join ours on ours.oid = oprnamespace
union all select 'pg_collation'::regclass, l.oid, 'collation ' || l.oid::regcollation
  from pg_collation l join ours on ours.oid = collnamespace
union all select 'pg_opclass'::regclass, o.oid, 'operator class ' || opcname
  from pg_opclass o join ours on ours.oid = opcnamespace
union all select 'pg_conversion'::regclass, v.oid, 'conversion ' || conname
  from pg_conversion v join ours on ours.oid = connamespace
union all select 'pg_ts_config'::regclass, t.oid, 'text search configuration ' || t.oid::regconfig
  from pg_ts_config t join ours on ours.oid = cfgnamespace
union all select 'pg_ts_dict'::regclass, t.oid, 'text search dictionary ' || t.oid::regdictionary
  from pg_ts_dict t join ours on ours.oid = dictnamespace
union all select 'pg_cast'::regclass, oid, format('cast from %s to %s', castsource::regtype, casttarget::regtype)
  from pg_cast where oid >= 16384 and oid not in (select objid from pg_depend where classid = 'pg_cast'::regclass and deptype = 'i')
union all select 'pg_event_trigger'::regclass, oid, 'event trigger ' || evtname from pg_event_trigger
union all select 'pg_publication'::regclass, oid, 'publication ' || pubname from pg_publication`;
