/** A part of a $filter (OData 4.01, URL Conventions, section 5.1.1) that `and` may stand beside. */
export type Clause = string;

/** The field at this path, with `/` between its levels, is the text. */
export function equals(path: string, value: string): Clause {
	return `${path} eq ${quoted(value)}`;
}

/** The field at this path is later than the point in time, which is ISO 8601 in UTC. */
export function isAfter(path: string, instant: string): Clause {
	return `${path} gt ${instant}`;
}

/** Somebody's own filter, whatever is in it. */
export function own(filter: string): Clause {
	return `(${filter})`;
}

/** One of the objects in the list has a member that is the text. */
export function anyEquals(list: string, member: string, value: string): Clause {
	return `${list}/any(t:t/${member} eq ${quoted(value)})`;
}

/** All of the clauses; none where there is none. */
export function allOf(clauses: Clause[]): Clause | undefined {
	return clauses.length === 0 ? undefined : clauses.join(' and ');
}

/** A string literal: a quote in it is doubled. */
function quoted(value: string): string {
	return `'${value.replaceAll("'", "''")}'`;
}
