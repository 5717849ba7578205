/** What a value may be: one of `kinds`, an object of these members only, or a list. */
export type Schema = Kind | { members: Record<string, Schema>; orNull?: true } | { list: Schema };

/** What is wrong with a value, and where: `target` is the path of the part that is to blame, "team/0/email". */
export interface Mistake {
	target: string;
	message: string;
}

type Kind = keyof typeof kinds;

/** Null is the empty value of every kind except `requiredText`. */
const kinds = {
	text: { means: 'a string', is: (value: unknown) => typeof value === 'string' },
	requiredText: {
		means: 'a string that is not empty',
		is: (value: unknown) => typeof value === 'string' && value.trim() !== '',
	},
	boolean: { means: 'a boolean', is: (value: unknown) => typeof value === 'boolean' },
	number: { means: 'a number', is: (value: unknown) => Number.isFinite(value) },
	decimal: {
		means: 'a number of at least 0, or one in plain decimal digits',
		is: (value: unknown) =>
			(typeof value === 'number' || typeof value === 'string') && isPlainDecimal(String(value)),
	},
	currency: {
		means: "three capital letters, a currency's code of ISO 4217",
		is: (value: unknown) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
	},
	dateTime: {
		means: 'a date and time of ISO 8601',
		is: (value: unknown) => typeof value === 'string' && isDateTime(value),
	},
	object: { means: 'an object', is: isObject },
	anything: { means: 'anything', is: () => true },
};

/** The first mistake in a value that stands, or is to stand, at `path`; members and items are checked too. */
export function mistakeIn(value: unknown, schema: Schema, path: string): Mistake | undefined {
	if (typeof schema === 'string') {
		const { means, is } = kinds[schema];
		const empty = value === null && schema !== 'requiredText';
		return empty || is(value) ? undefined : mustBe(path, means);
	}
	if ('list' in schema) {
		if (!Array.isArray(value)) return mustBe(path, 'a list');
		return firstMistake(value, (item, index) =>
			item === null
				? mustBe(below(path, index), 'given')
				: mistakeIn(item, schema.list, below(path, index)),
		);
	}
	if (value === null && schema.orNull) return undefined;
	return isObject(value)
		? mistakeInMembers(value, schema.members, path)
		: mustBe(path, 'an object');
}

/** The schema of the place that a JSON Pointer names; undefined when there is no such place. */
export function schemaAt(schema: Schema, pointer: string): Schema | undefined {
	return pointer
		.split('/')
		.slice(1)
		.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
		.reduce<Schema | undefined>((found, step) => found && schemaBelow(found, step), schema);
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mistakeInMembers(
	value: Record<string, unknown>,
	members: Record<string, Schema>,
	path: string,
): Mistake | undefined {
	const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
	if (unknown !== undefined) {
		const target = below(path, unknown);
		return { target, message: `There is no field '${target}'.` };
	}
	return firstMistake(Object.entries(members), ([name, schema]) =>
		value[name] === undefined && schema !== 'requiredText'
			? undefined
			: mistakeIn(value[name], schema, below(path, name)),
	);
}

function schemaBelow(schema: Schema, step: string): Schema | undefined {
	if (schema === 'object' || schema === 'anything') return 'anything';
	if (typeof schema === 'string') return undefined;
	if ('list' in schema) return /^(-|0|[1-9]\d*)$/.test(step) ? schema.list : undefined;
	return Object.hasOwn(schema.members, step) ? schema.members[step] : undefined;
}

function firstMistake<Part>(
	parts: Part[],
	mistakeOf: (part: Part, index: number) => Mistake | undefined,
): Mistake | undefined {
	for (const [index, part] of parts.entries()) {
		const mistake = mistakeOf(part, index);
		if (mistake !== undefined) return mistake;
	}
	return undefined;
}

function mustBe(target: string, means: string): Mistake {
	return { target, message: `The value of '${target}' must be ${means}.` };
}

function below(path: string, step: string | number): string {
	return path === '' ? String(step) : `${path}/${step}`;
}

function isPlainDecimal(text: string): boolean {
	return /^(0|[1-9]\d*)(\.\d+)?$/.test(text) && Number.isFinite(Number(text));
}

/** The day is looked up because Date.parse takes 30 February for 2 March. */
function isDateTime(text: string): boolean {
	const day = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/.exec(
		text,
	)?.[1];
	if (day === undefined || Number.isNaN(Date.parse(text))) return false;
	return new Date(day).toISOString().startsWith(day);
}
