import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isBlank, quoted } from './invisible';
import { isJsonObject, json } from './json';
import { mustBe, mustNotBeEmpty, ParameterError } from './parameterError';
import { readEach } from './readEach';
import type { JsonValue, Reader, ValueSource } from './reader';

/** One column of a list: how it is shown, and how its cells are read. */
export interface Column {
	property: INodeProperties;
	reader: Reader;
	/** Whether every row must have it. */
	required?: boolean;
	/** The nested object of the row's object that contains the value; the row's object itself by default. */
	within?: string;
}

/** What the rows of a list are. */
export interface RowsOf {
	row: Row;
	columns: Column[];
}

/** What one row is called in the panel. */
type Row = Pick<INodeProperties, 'displayName'>;

/**
 * A list of rows: as n8n stores them, or an array from elsewhere. Empty cells are omitted; a row that is
 * empty, or that has a field other than the columns, is rejected.
 */
export const rows =
	({ row: kind, columns }: RowsOf): Reader<IDataObject[]> =>
	(value, source) =>
		readEach(listIn(value, source), (row, index) =>
			rowOf(row, columns, { ...source, parameter: nameOfRow(source.parameter, kind, index) }),
		);

/** The name of a row in messages, counted as the panel counts: `Team > Team Member 2`. */
export function nameOfRow(list: string, { displayName }: Row, index: number): string {
	return `${list} > ${displayName} ${index + 1}`;
}

/** The same, with at least one row. */
export const someRows =
	(kind: RowsOf): Reader<IDataObject[]> =>
	(value, source) => {
		const found = rows(kind)(value, source);
		if (found.length > 0) return found;
		throw mustNotBeEmpty(source.parameter, `Add at least one row to "${source.parameter}".`);
	};

/** The same; omitted if there are no rows. */
export const rowsUnlessEmpty =
	(kind: RowsOf): Reader<IDataObject[] | undefined> =>
	(value, source) => {
		const found = rows(kind)(value, source);
		return found.length === 0 ? undefined : found;
	};

/** Where a list of rows has a whole list by expression: as rows of this kind, with this field. */
export const WHOLE_LIST = { kind: 'list', field: 'rows' };

/** n8n stores the rows of a fixed collection in an object, under the name of their kind. */
function listIn(value: unknown, source: ValueSource): unknown[] {
	const given = json(value, source);
	if (Array.isArray(given)) return given as unknown[];
	const kinds: Array<[string, unknown]> = isJsonObject(given)
		? Object.entries(given)
		: [['', undefined]];
	const isOneKind = kinds.filter(([kind]) => kind !== WHOLE_LIST.kind).length <= 1;
	return kinds.flatMap(([kind, entries]) => {
		if (!isOneKind || !Array.isArray(entries))
			throw mustBe(source.parameter, 'a list of rows', value);
		if (kind !== WHOLE_LIST.kind) return entries as unknown[];
		return entries.flatMap((entry: unknown) =>
			listIn(isJsonObject(entry) ? entry[WHOLE_LIST.field] : entry, source),
		);
	});
}

function rowOf(value: unknown, columns: Column[], source: ValueSource): IDataObject {
	const cells = cellsOf(value, columns, source);
	const names = columns.map(({ property }) => property.name);
	const unknown = Object.keys(cells).filter((name) => !names.includes(name));
	if (unknown.length === 0 && !names.some((name) => isFilled(cells, name))) {
		throw mustNotBeEmpty(source.parameter, 'Fill in the row, or remove it from the list.');
	}
	const row: IDataObject = {};
	const readCell = ({ property, reader, required, within }: Column) => {
		const { name, displayName } = property;
		if (!required && !isFilled(cells, name)) return;
		const parameter = `${source.parameter} > ${displayName}`;
		const cell = reader(cells[name] ?? '', {
			...source,
			parameter,
			expression: undefined,
			sibling: (other) => cells[other],
		});
		if (cell === undefined) return;
		const target = within === undefined ? row : ((row[within] ??= {}) as IDataObject);
		target[name] = cell as JsonValue as IDataObject[string];
	};
	const rejectUnknown = () => {
		if (unknown.length > 0) throw unknownFields(source.parameter, unknown, names);
	};
	readEach([rejectUnknown, ...columns.map((column) => () => readCell(column))], (read) => read());
	return row;
}

function unknownFields(row: string, unknown: string[], names: string[]): ParameterError {
	const fields = unknown.map(quoted).join(', ');
	return new ParameterError(
		row,
		`"${row}" has ${unknown.length === 1 ? 'an unknown field' : 'unknown fields'}, ${fields}. The fields of a row are ${names.join(', ')}`,
		'Rename the field, or remove it, for example in an Edit Fields node.',
	);
}

/** The row's cells by column name, including those in nested objects. */
function cellsOf(value: unknown, columns: Column[], source: ValueSource): Record<string, unknown> {
	if (!isJsonObject(value)) throw mustBe(source.parameter, 'a row with named fields', value);
	const isWithin = (object: string, name: string) =>
		columns.some(({ within, property }) => within === object && property.name === name);
	const nested = new Set(columns.map(({ within }) => within).filter((name) => name !== undefined));
	const cells = Object.fromEntries(
		Object.entries(value).flatMap(([name, cell]) =>
			nested.has(name) && isJsonObject(cell)
				? Object.entries(cell).map(
						([key, one]) => [isWithin(name, key) ? key : `${name}.${key}`, one] as const,
					)
				: [[name, cell] as const],
		),
	);
	return Object.fromEntries(
		Object.entries(cells).filter(([name]) => !nested.has(name) || isFilled(cells, name)),
	);
}

/** Whether the cell has a value: a row that was made from a record has undefined, null or blank ones, too. */
function isFilled(cells: Record<string, unknown>, name: string): boolean {
	const cell = Object.hasOwn(cells, name) ? cells[name] : undefined;
	return cell !== undefined && cell !== null && !(typeof cell === 'string' && isBlank(cell));
}
