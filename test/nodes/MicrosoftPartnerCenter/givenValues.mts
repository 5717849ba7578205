import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

/** What may be given for a parameter of a kind: values that suit it, and values that don't. */
export interface Kind {
	suiting: fc.Arbitrary<unknown>;
	wrong: fc.Arbitrary<unknown>;
}

/** A value as somebody gave it. */
export interface Given {
	value: unknown;
	suits: boolean;
	/** Whether it was not typed, but found in the item by an expression. */
	byExpression: boolean;
}

/** Typed into a parameter or a cell, it is an expression that finds nothing. */
const NOTHING_FOUND = '={{ $json.missing }}';

/** Refused whatever the parameter is for. */
const NEVER = [NOTHING_FOUND, null, {}, { value: 'x' }, [], ['x']];

const kind = (suiting: fc.Arbitrary<unknown>, ...wrong: unknown[]): Kind => ({
	suiting,
	wrong: fc.constantFrom(...NEVER, ...wrong),
});

/** What is typed and begins with "=" would be an expression. */
const typed = (arbitrary: fc.Arbitrary<string>) =>
	arbitrary.filter((value) => !value.startsWith('='));

const inAnyCase = (words: readonly string[]) =>
	fc
		.tuple(fc.constantFrom(...words), fc.constantFrom('as is', 'lower', 'upper'))
		.map(([word, letters]) =>
			letters === 'as is' ? word : letters === 'lower' ? word.toLowerCase() : word.toUpperCase(),
		);

const characters = typed(fc.string({ unit: 'grapheme' })).filter((value) => value !== 'undefined');
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const leftovers = [
	true,
	false,
	'undefined',
	'[object Object]',
	'Dear [object Object],',
	'Invalid DateTime',
];

export const text = kind(fc.oneof(characters, finite), ...leftovers);

export const someText = kind(
	fc.oneof(
		characters.filter((value) => value.trim() !== ''),
		fc.integer(),
	),
	'',
	' \t\n',
	...leftovers,
);

export const emailAddress = kind(
	typed(fc.emailAddress()).filter(({ length }) => length <= 254),
	'',
	'jane',
	'jane@contoso',
	'Jane Doe <jane@contoso.com>',
	'jane@contoso.com, john@contoso.com',
	`${'x'.repeat(250)}@contoso.com`,
	5,
	true,
);

export const currency = kind(
	inAnyCase(Intl.supportedValuesOf('currency')),
	'',
	'EURO',
	'US',
	'ZZZ',
	'$',
	978,
	true,
);

export const country = kind(
	inAnyCase(['US', 'DE', 'IE', 'GB', 'JP', 'BR']),
	'',
	'USA',
	'UK',
	'EU',
	'ZZ',
	'Germany',
	49,
	true,
);

const NO_DECIMALS = [
	'',
	' 5',
	'01',
	'.5',
	'5.',
	'-1',
	'1,000',
	'1.000,50',
	'1e3',
	'0x10',
	'NaN',
	'Infinity',
	'9'.repeat(400),
	-1,
	1e21,
	1e-7,
	true,
];

export const decimal = kind(
	fc.oneof(fc.nat(), fc.double({ min: 0.001, max: 1e20, noNaN: true }), digits(10n ** 30n, 20)),
	...NO_DECIMALS,
);

/** What a JSON number can keep: a text of at most 15 digits. */
export const number = kind(
	fc.oneof(fc.nat(), fc.double({ min: 0.001, max: 1e20, noNaN: true }), digits(10n ** 9n, 5)),
	...NO_DECIMALS,
	'1234567890123456.5',
);

function digits(most: bigint, decimals: number) {
	return fc
		.tuple(
			fc.bigInt({ min: 0n, max: most }),
			fc.stringMatching(new RegExp(`^(\\.\\d{1,${decimals}})?$`)),
		)
		.map(([whole, fraction]) => `${whole}${fraction}`);
}

export const boolean = kind(
	fc.oneof(fc.boolean(), inAnyCase(['true', 'false'])),
	'',
	'perhaps',
	'yes',
	0,
	1,
);

/** One of these words. */
export const choice = (words: readonly string[]) =>
	kind(inAnyCase(words), '', 'Nonsense', `${words[0]} `, 'undefined', 5, true);

const moment = fc.date({
	min: new Date('1000-01-01T00:00:00Z'),
	max: new Date('9998-12-31T00:00:00Z'),
	noInvalidDate: true,
});

export const dateTime = kind(
	fc
		.tuple(moment, fc.constantFrom(24, 19, 16, 10), fc.constantFrom('', 'Z', '+05:30', '-1100'))
		.map(([date, length, offset]) => {
			const local = date.toISOString().slice(0, length);
			return length === 24 || length === 10 ? local : local + offset;
		}),
	'',
	'soon',
	'2026',
	'12/31/2026',
	'2026-02-30',
	'9999-12-31T23:00:00-05:00',
	'0000-01-01T00:00:00+05:00',
	'2026-13-01',
	'2026-12-31T25:00:00Z',
	'2026-12-31T17:00:00+99:00',
	1798675200000,
	true,
);

/** One column of a list of rows. */
export interface Column extends Kind {
	required?: true;
	/** The object inside the row in which the API has it; it may stand beside the others, too. */
	within?: string;
}

type Columns = Record<string, Column>;
type Row = Record<string, unknown>;

/** Rows as n8n stores them for a fixed collection; what does not suit is a cell, or what is missing. */
export const fixedRows = (columns: Columns): Kind => ({
	suiting: fc.array(suitingRow(columns), { minLength: 1, maxLength: 3 }),
	wrong: withOneRow(columns, fc.oneof(rowWithWrongCell(columns), rowWithoutRequired(columns))),
});

/**
 * Rows in whatever form they may come: typed, under the name of their kind, from somewhere else, as JSON.
 *
 * @param name what one row is
 */
export const freeRows = (name: string, columns: Columns): Kind => ({
	suiting: inSomeForm(
		name,
		fc.array(inner(columns, suitingRow(columns)), { minLength: 1, maxLength: 3 }),
	),
	wrong: fc.oneof(
		fc.constantFrom(...NEVER, '', 'x', '[{"id":', '{}', '[]', 'null', 5, true, { a: [], b: [] }),
		inSomeForm(
			name,
			withOneRow(
				columns,
				fc.oneof(
					fc.constantFrom<unknown>(null, 'x', 5, [], {}),
					inner(columns, rowWithWrongCell(columns)),
					rowWithoutRequired(columns),
					suitingRow(columns).map((row) => ({ ...row, surprise: 1 })),
				),
			),
		),
	),
});

function suitingRow(columns: Columns): fc.Arbitrary<Row> {
	const cells = Object.entries(columns).map(([name, { suiting, required }]) => [
		name,
		required ? suiting : fc.oneof({ weight: 3, arbitrary: suiting }, fc.constantFrom('', null)),
	]);
	return fc.record(Object.fromEntries(cells) as Record<string, fc.Arbitrary<unknown>>, {
		requiredKeys: Object.keys(columns).filter((name) => columns[name].required),
	});
}

/** A cell that is not required may be null or empty: it is left out then. */
function rowWithWrongCell(columns: Columns): fc.Arbitrary<Row> {
	return fc.constantFrom(...Object.keys(columns)).chain((name) => {
		const { wrong, required } = columns[name];
		const cell = required ? wrong : wrong.filter((value) => value !== '' && value !== null);
		return fc.tuple(suitingRow(columns), cell).map(([row, value]) => ({ ...row, [name]: value }));
	});
}

function rowWithoutRequired(columns: Columns): fc.Arbitrary<Row> {
	return suitingRow(columns).map((row) =>
		Object.fromEntries(Object.entries(row).filter(([name]) => !columns[name].required)),
	);
}

function withOneRow<Whatever>(columns: Columns, row: fc.Arbitrary<Whatever>) {
	const others = fc.array(suitingRow(columns), { maxLength: 2 });
	return fc
		.tuple(others, row, others)
		.map(([before, one, after]): unknown[] => [...before, one, ...after]);
}

/** Puts the cells of objects inside a row there, or leaves them beside the others. */
function inner(columns: Columns, row: fc.Arbitrary<Row>): fc.Arbitrary<Row> {
	return fc.tuple(row, fc.boolean()).map(([cells, nests]) => {
		const nested: Row = {};
		for (const [name, cell] of Object.entries(cells)) {
			const { within } = columns[name];
			if (within && nests) nested[within] = { ...(nested[within] as Row), [name]: cell };
			else nested[name] = cell;
		}
		return nested;
	});
}

/** In JSON, an expression would be a text like any other. */
function inSomeForm(name: string, lists: fc.Arbitrary<unknown[]>): fc.Arbitrary<unknown> {
	const form = fc.constantFrom('a list', 'under a name', 'JSON', 'JSON under a name');
	return fc.tuple(lists, form).map(([list, wanted]) => {
		const given = wanted.endsWith('under a name') ? { [name]: list } : list;
		return wanted.startsWith('JSON') && !holdsExpression(list) ? JSON.stringify(given) : given;
	});
}

/** A value of this kind, most often one that suits. */
export const given = ({ suiting, wrong }: Kind, oneWrongIn = 8): fc.Arbitrary<Given> =>
	fc
		.tuple(
			fc.oneof(
				{ weight: oneWrongIn - 1, arbitrary: suiting.map((value) => ({ value, suits: true })) },
				{ weight: 1, arbitrary: wrong.map((value) => ({ value, suits: false })) },
			),
			fc.boolean(),
		)
		.map(([one, byExpression]) => ({ ...one, byExpression: isEntered(one.value, byExpression) }));

/** Of what is typed, n8n makes an empty text of null; an expression is typed in any case. */
const isEntered = (value: unknown, byExpression: boolean) =>
	value === null || (byExpression && !holdsExpression(value));

const holdsExpression = (value: unknown) => JSON.stringify(value).includes(NOTHING_FOUND);

/** Values for some of these parameters, by their names. */
export const givenToSome = (
	kinds: Record<string, Kind>,
	most: number,
): fc.Arbitrary<Record<string, Given>> =>
	fc
		.shuffledSubarray(Object.keys(kinds), { maxLength: most })
		.chain((names) =>
			fc.record(Object.fromEntries(names.map((name) => [name, given(kinds[name])]))),
		);

/** Enters values into parameters; what expressions are to find goes into the item. */
export class Entry {
	readonly item: IDataObject & { values: unknown[] } = { values: [] } as never;

	enter({ value, byExpression }: Given): unknown {
		if (!byExpression) return value;
		const index = this.item.values.push(value) - 1;
		return `={{ $json.values[${index}] }}`;
	}

	enterAll(values: Record<string, Given>): Record<string, unknown> {
		return Object.fromEntries(
			Object.entries(values).map(([name, value]) => [name, this.enter(value)]),
		);
	}

	/** The rows of a fixed collection: n8n takes an expression for each cell, but none for all of them. */
	enterCells({ value, byExpression }: Given): unknown[] {
		return (value as Row[]).map((row) =>
			this.enterAll(
				Object.fromEntries(
					Object.entries(row).map(([name, cell]) => [
						name,
						{ value: cell, suits: true, byExpression },
					]),
				),
			),
		);
	}
}

/** What the parameters of a referral's people and solutions hold, column by column. */
export const person: Columns = {
	email: { ...emailAddress, required: true },
	firstName: text,
	lastName: text,
	phoneNumber: text,
	title: text,
};

export const contactPreference: Columns = {
	disableNotifications: { ...boolean, within: 'contactPreference' },
	locale: { ...text, within: 'contactPreference' },
};

export const solution: Columns = {
	id: { ...someText, required: true },
	name: text,
	price: number,
	currency,
	quantity: number,
	publisherName: text,
	solutionType: text,
	type: choice(['Category', 'Name', 'None']),
	closingDateTime: dateTime,
};

export const soldSolution: Columns = {
	id: { ...someText, required: true },
	currency,
	isDeployedOnAzure: boolean,
	isMarketplaceTransacted: { ...boolean, within: 'marketplaceTransactionDetails' },
	marketplaceTransactionDateTime: { ...dateTime, within: 'marketplaceTransactionDetails' },
	pricingModel: choice(['Other', 'PayAsYouGo']),
	primaryDeploymentOn: choice(['Customer', 'Partner']),
	value: number,
};
