import { isContainer, parentOf, valueAtIgnoringCase } from '../../shared/referral/pointer';
import type { Referral } from '../../shared/referral/referral';
import type { PatchDocument, PatchOperation } from './patchDocument';
import { identityOf, isEqual, isShownBy } from './sameValue';

/** The operations of a document that a referral doesn't show. */
export interface Differences {
	/** Left to do: the value is not there, and nothing suggests that it ever was. */
	left: PatchDocument;
	/** In doubt: another user's value, or ours in another form. */
	unclear: PatchDocument;
}

/** The referral at an earlier time, and the document with the pointers that applied to it. */
export interface PreviousState {
	referral: Referral;
	document: PatchDocument;
}

export interface DifferenceOptions {
	before?: PreviousState;
	/** Whether a row counts as present if a row with its identity is. */
	skipsExistingRows?: boolean;
}

/**
 * Compares what a document requests with what the referral shows now. For each operation, the first row that
 * applies decides:
 *
 * | the referral shows | conclusion |
 * |---|---|
 * | the requested value, whoever wrote it | nothing left to do |
 * | a row with the identity of the requested row, and existing rows are skipped | nothing left to do |
 * | instead of the requested value, the one from before; or it is not known what was there before | left to do |
 * | instead of the requested value, any other one | unclear |
 * | no row with the identity of the requested row | left to do |
 * | a row with the identity of the requested row, but other values | unclear |
 * | in place of a requested row without identity, a list that has not grown | left to do |
 * | in place of a requested row without identity, a list that has grown | unclear |
 *
 * Status and substatus count as one value. Names of members are case-insensitive, as the service may accept and
 * return them in any case.
 */
export function differences(
	requested: PatchDocument,
	now: Referral,
	options: DifferenceOptions = {},
): Differences {
	const result: Differences = { left: [], unclear: [] };
	for (const indexes of groupsOf(requested)) {
		const verdicts = indexes.map((index) => verdictOn(index, requested, now, options));
		const verdict = verdicts.find((one) => one === 'unclear') ?? verdicts.find(isLeft);
		if (verdict !== undefined) result[verdict].push(...indexes.map((index) => requested[index]));
	}
	return result;
}

/** The document without the rows that the referral already has. */
export function withoutExistingRows(document: PatchDocument, referral: Referral): PatchDocument {
	return document.filter((operation) => {
		const list = listOf(operation, referral);
		return list === undefined || sameRows(operation, list).length === 0;
	});
}

type Verdict = keyof Differences | undefined;

const isLeft = (verdict: Verdict) => verdict === 'left';

/** Pointers of values that are one value together. */
const ONE_VALUE = ['/status', '/substatus'];

/** The indexes of the operations, those that write one value together. */
function groupsOf(document: PatchDocument): number[][] {
	const indexes = [...document.keys()];
	const isPart = (index: number) => ONE_VALUE.includes(document[index].path.toLowerCase());
	const together = indexes.filter(isPart);
	return indexes
		.filter((index) => !isPart(index) || index === together[0])
		.map((index) => (isPart(index) ? together : [index]));
}

function verdictOn(
	index: number,
	requested: PatchDocument,
	now: Referral,
	{ before, skipsExistingRows = false }: DifferenceOptions,
): Verdict {
	const operation = requested[index];
	const list = listOf(operation, now);
	if (list === undefined) {
		const value = valueAtIgnoringCase(now, operation.path);
		if (isShownBy(operation.value, value)) return undefined;
		if (before === undefined) return 'left';
		const previous = valueAtIgnoringCase(before.referral, before.document[index].path);
		return isEqual(value, previous) ? 'left' : 'unclear';
	}
	if (identityOf(operation.value) === undefined) {
		const previous = before && listOf(before.document[index], before.referral);
		return verdictOnNamelessRow(operation, list, previous);
	}
	const same = sameRows(operation, list);
	if (same.length === 0) return 'left';
	const isPresent = skipsExistingRows || same.some((row) => isShownBy(operation.value, row));
	return isPresent ? undefined : 'unclear';
}

/** Without knowing the list from before, any row in it may be the requested one. */
function verdictOnNamelessRow(
	{ value }: PatchOperation,
	list: unknown[],
	previous?: unknown[],
): Verdict {
	const occurrences = (rows: unknown[]) => rows.filter((row) => isShownBy(value, row)).length;
	if (previous && occurrences(list) > occurrences(previous)) return undefined;
	return list.length > (previous?.length ?? 0) ? 'unclear' : 'left';
}

/** The rows with the identity of the row that the operation adds. */
function sameRows({ value }: PatchOperation, list: unknown[]): unknown[] {
	const identity = identityOf(value);
	return identity === undefined ? [] : list.filter((row) => identityOf(row) === identity);
}

/** The list to which the operation adds a row; undefined if it writes a value, as `replace` does. */
function listOf({ op, path }: PatchOperation, referral: Referral): unknown[] | undefined {
	if (op !== 'add') return undefined;
	const list = valueAtIgnoringCase(referral, parentOf(path));
	if (Array.isArray(list)) return list;
	return path.endsWith('/-') && !isContainer(list) ? [] : undefined;
}
