/** A part of a $filter (OData 4.01, URL Conventions, section 5.1.1) that can be combined with `and`. */
export type Clause = string;

/** The field at this path, with `/` between its levels, equals the text. */
export function equals(path: string, value: string): Clause {
	return `${path} eq ${quoted(value)}`;
}

/** The field at this path is later than the point in time, which is ISO 8601 in UTC. */
export function isAfter(path: string, instant: string): Clause {
	return `${path} gt ${instant}`;
}

/** The field at this path is earlier than the point in time, which is ISO 8601 in UTC. */
export function isBefore(path: string, instant: string): Clause {
	return `${path} lt ${instant}`;
}

/** A filter that the user wrote. */
export function custom(filter: string): Clause {
	return `(${wellFormed(filter)})`;
}

/** One of the objects in the list has a member that equals the text. */
export function anyEquals(list: string, member: string, value: string): Clause {
	return `${list}/any(t:t/${member} eq ${quoted(value)})`;
}

/** All of the clauses; undefined if there are none. */
export function allOf(clauses: Clause[]): Clause | undefined {
	return clauses.length === 0 ? undefined : clauses.join(' and ');
}

/** At least one of the clauses. */
export function anyOf(clauses: Clause[]): Clause {
	return clauses.length === 1 ? clauses[0] : `(${clauses.join(' or ')})`;
}

/** A string literal; quotes in it are doubled. */
function quoted(value: string): string {
	return `'${wellFormed(value).replaceAll("'", "''")}'`;
}

/** Text that was cut may end in half of a surrogate pair, which would swallow the next character when it is encoded. */
function wellFormed(text: string): string {
	return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
