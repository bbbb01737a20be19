import { literal, type Session } from "./session.js";

// All that String.prototype.trim removes.
const whiteSpace =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

/**
 * Defines, as SQL, how the skills of one text are read from its record: their spellings, which are trimmed afterwards,
 * each spelling once and not wherever it occurs (`collectSkills`). The same rules stand in `readSkills` of
 * @onset/core/corpus for records that are JavaScript objects; a test compares the two.
 */
export async function defineMacros(session: Session): Promise<void> {
  const quotedBy = (quote: string): string =>
    `length(x) > 1 and starts_with(x, ${literal(quote)}) and ends_with(x, ${literal(quote)})`;
  const definitions = [
    `trimmed(name) as trim(name, ${literal(whiteSpace)})`,
    `unquoted(names) as list_transform(names, lambda x:
      case when ${quotedBy('"')} or ${quotedBy("'")} then x[2:-2] else x end)`,
    `skills_of_string(value, delimiter) as case
      when starts_with(trimmed(value), '[') and ends_with(trimmed(value), ']')
      then unquoted(list_transform(string_split(trimmed(value)[2:-2], ','), lambda x: trimmed(x)))
      else string_split(value, delimiter) end`,
    `skills_of_json(value, delimiter) as case json_type(value)
      when 'ARRAY' then json_transform(value, '["VARCHAR"]')
      when 'VARCHAR' then skills_of_string(json_extract_string(value, '$'), delimiter) end`,
    `problem_of_json(value) as case json_type(value)
      when 'NULL' then null
      when 'VARCHAR' then null
      when 'ARRAY' then case
        when list_contains(json_type(value, '$[*]'), 'OBJECT') then 'holds an object'
        when list_contains(json_type(value, '$[*]'), 'ARRAY') then 'holds a list' end
      when 'OBJECT' then 'is an object'
      when 'BOOLEAN' then 'is a boolean'
      else case when json_type(value) is null then null else 'is a number' end end`,
  ];
  for (const definition of definitions) await session.run(`create temp macro ${definition}`);
}
