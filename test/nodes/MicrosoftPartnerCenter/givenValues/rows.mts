import * as fc from 'fast-check';

import { holdsExpression, NEVER, NOTHING_FOUND } from './kind.mts';
import type { Kind } from './kind.mts';

/** One column of a list of rows. */
export interface Column extends Kind {
	required?: true;
	/** The object inside the row that contains it in the API; it may also be next to the other cells. */
	within?: string;
}

export type Columns = Record<string, Column>;
export type Row = Record<string, unknown>;

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
		required
			? suiting
			: fc.oneof({ weight: 3, arbitrary: suiting }, fc.constantFrom<unknown>(...EMPTY)),
	]);
	return fc.record(Object.fromEntries(cells) as Record<string, fc.Arbitrary<unknown>>, {
		requiredKeys: Object.keys(columns).filter((name) => columns[name].required),
	});
}

/** A cell that is not required may be null or blank, or find nothing: it is left out then. */
const EMPTY = ['', null, ' ', '\u200b'];

const isEmpty = (value: unknown) =>
	value === NOTHING_FOUND ||
	value === null ||
	(typeof value === 'string' && !/\S/.test(value.replaceAll('\u200b', '')));

function rowWithWrongCell(columns: Columns): fc.Arbitrary<Row> {
	return fc.constantFrom(...Object.keys(columns)).chain((name) => {
		const { wrong, required } = columns[name];
		const cell = required ? wrong : wrong.filter((value) => !isEmpty(value));
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

/** Moves the cells of nested objects into them, or leaves them next to the others. */
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
