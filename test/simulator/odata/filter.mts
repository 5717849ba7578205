import { ticks } from '../referrals/timestamps.mts';
import { type Token, tokens } from './tokens.mts';

/** A filter that can't be read, or that compares what can't be compared. */
export class FilterMistake extends Error {}

type Value = string | number | boolean | bigint | null;

/** What the names of a filter stand for: the entity's own fields, and the variables of `any`. */
interface Scope {
	entity: unknown;
	variables: Record<string, unknown>;
}

type Evaluate<Result> = (scope: Scope) => Result;

/**
 * The documented part of OData's $filter: `and`, `or`, `not`, parentheses, comparisons, `collection/any(x:...)`,
 * quoted strings, numbers, booleans, null and unquoted instants.
 *
 * @param checkField is asked about the first name of each path; may throw a FilterMistake
 * @throws FilterMistake, when it is made or when it is applied
 */
export function parseFilter(
	text: string,
	checkField: (name: string) => void,
): (entity: unknown) => boolean {
	const test = new Parser(text, checkField).parse();
	return (entity) => test({ entity, variables: {} });
}

class Parser {
	private readonly tokens: Token[];

	private position = 0;

	private readonly variables: string[] = [];

	constructor(
		text: string,
		private readonly checkField: (name: string) => void,
	) {
		this.tokens = tokens(text, (at) => new FilterMistake(`Syntax error at position ${at}.`));
	}

	parse(): Evaluate<boolean> {
		const test = this.or();
		if (this.next.kind !== 'end') throw this.unexpected();
		return test;
	}

	private or(): Evaluate<boolean> {
		const left = this.and();
		if (!this.accept('or')) return left;
		const right = this.or();
		return (scope) => left(scope) || right(scope);
	}

	private and(): Evaluate<boolean> {
		const left = this.not();
		if (!this.accept('and')) return left;
		const right = this.and();
		return (scope) => left(scope) && right(scope);
	}

	private not(): Evaluate<boolean> {
		if (!this.accept('not')) return this.primary();
		const operand = this.not();
		return (scope) => !operand(scope);
	}

	private primary(): Evaluate<boolean> {
		if (this.accept('(')) {
			const inner = this.or();
			this.expect(')');
			return inner;
		}
		if (this.next.kind !== 'name') return this.comparison(this.literal());
		const path = this.path();
		if (path.any !== undefined) return path.any;
		return this.comparison(path.value);
	}

	/** `left op right`, or a boolean field on its own. */
	private comparison(left: Evaluate<Value>): Evaluate<boolean> {
		const compare = this.next.kind === 'name' ? comparisons.get(this.next.text) : undefined;
		if (compare === undefined) return (scope) => left(scope) === true;
		this.position += 1;
		const right = this.operand();
		return (scope) => compare(left(scope), right(scope));
	}

	private operand(): Evaluate<Value> {
		if (this.next.kind !== 'name') return this.literal();
		const path = this.path();
		if (path.any !== undefined) throw this.unexpected();
		return path.value;
	}

	private literal(): Evaluate<Value> {
		const token = this.next;
		const read = literals[token.kind];
		if (read === undefined) throw this.unexpected();
		this.position += 1;
		const value = read(token.text);
		return () => value;
	}

	/** `true`, `false`, `null`, a field's path, or `path/any(variable:...)`. */
	private path(): { value: Evaluate<Value>; any?: Evaluate<boolean> } {
		const first = this.name();
		const word = words.get(first);
		if (word !== undefined) return { value: () => word };
		if (!this.variables.includes(first)) this.checkField(first);
		const names = [first];
		while (this.accept('/')) {
			const name = this.name();
			if (name === 'any' && this.accept('(')) return { value: () => null, any: this.any(names) };
			names.push(name);
		}
		return { value: (scope) => scalar(valueAt(scope, names)) };
	}

	private any(collection: string[]): Evaluate<boolean> {
		const variable = this.name();
		this.expect(':');
		this.variables.push(variable);
		const test = this.or();
		this.variables.pop();
		this.expect(')');
		return (scope) => {
			const elements = valueAt(scope, collection);
			return (
				Array.isArray(elements) &&
				elements.some((element: unknown) =>
					test({ ...scope, variables: { ...scope.variables, [variable]: element } }),
				)
			);
		};
	}

	private get next(): Token {
		return this.tokens[this.position];
	}

	private name(): string {
		if (this.next.kind !== 'name') throw this.unexpected();
		const { text } = this.next;
		this.position += 1;
		return text;
	}

	private accept(text: string): boolean {
		const { kind } = this.next;
		const is = (kind === 'name' || kind === 'symbol') && this.next.text === text;
		if (is) this.position += 1;
		return is;
	}

	private expect(text: string): void {
		if (!this.accept(text)) throw this.unexpected();
	}

	private unexpected(): FilterMistake {
		const { kind, text, at } = this.next;
		return new FilterMistake(
			kind === 'end'
				? `Syntax error: the expression ends at position ${at}.`
				: `Syntax error at position ${at}: unexpected '${text}'.`,
		);
	}
}

const words = new Map<string, Value>([
	['true', true],
	['false', false],
	['null', null],
]);

const literals: Partial<Record<Token['kind'], (text: string) => Value>> = {
	string: (text) => text.slice(1, -1).replaceAll("''", "'"),
	number: Number,
	instant: instantOf,
};

const comparisons = new Map<string, (left: Value, right: Value) => boolean>([
	['eq', (left, right) => order(left, right) === 0],
	['ne', (left, right) => order(left, right) !== 0],
	['gt', (left, right) => (order(left, right) ?? 0) > 0],
	['ge', (left, right) => (order(left, right) ?? -1) >= 0],
	['lt', (left, right) => (order(left, right) ?? 0) < 0],
	['le', (left, right) => (order(left, right) ?? 1) <= 0],
]);

/** Below 0, 0 or above 0; undefined when just one of them is null, which has no order. */
function order(left: Value, right: Value): number | undefined {
	if (left === null && right === null) return 0;
	if (left === null || right === null) return undefined;
	const isInstant = typeof left === 'bigint' || typeof right === 'bigint';
	const [one, other] = isInstant ? [instantOf(left), instantOf(right)] : [left, right].map(folded);
	if (typeof one !== typeof other) {
		throw new FilterMistake(`A ${typeof left} can't be compared with a ${typeof right}.`);
	}
	return one === other ? 0 : one < other ? -1 : 1;
}

function instantOf(value: Value): bigint {
	if (typeof value === 'bigint') return value;
	try {
		return ticks(String(value));
	} catch {
		throw new FilterMistake(`'${String(value)}' can't be compared with a date.`);
	}
}

/** Ids are compared whatever the case. */
function folded(value: Exclude<Value, null>): Exclude<Value, null> {
	const isId = typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
	return isId ? value.toLowerCase() : value;
}

function valueAt({ entity, variables }: Scope, [first, ...rest]: string[]): unknown {
	const [start, names] = first in variables ? [variables[first], rest] : [entity, [first, ...rest]];
	return names.reduce<unknown>(
		(value, name) =>
			typeof value === 'object' && value !== null
				? (value as Record<string, unknown>)[name]
				: undefined,
		start,
	);
}

function scalar(value: unknown): Value {
	if (value === undefined || value === null) return null;
	if (typeof value === 'object') throw new FilterMistake("An object can't be compared.");
	return value as Value;
}
