import {
	isContainer,
	lastKeyOf,
	parentOf,
	valueAtIgnoringCase,
} from '../../shared/referral/pointer';
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
	/** Undefined if the referral was not read before. */
	before?: PreviousState;
	/** Whether a row counts as present if a row with its identity is. */
	skipsExistingRows?: boolean;
	/** Whether the document may have been applied; otherwise, a row that is there is another user's. */
	mayBeApplied?: boolean;
}

/**
 * Compares what a document requests with what the referral shows now.
 *
 * | a value | conclusion |
 * |---|---|
 * | is the requested one, whoever wrote it | done |
 * | is the one from before; or it is not known what was there before | left to do |
 * | is any other one | unclear |
 *
 * | a row that the document adds | conclusion |
 * |---|---|
 * | is in the list with the requested values, whoever wrote it | done |
 * | is in the list by its identity, and existing rows are skipped | done |
 * | is in the list by its identity, with other values | unclear |
 * | has no identity and is not in the list, but the list has grown | unclear |
 * | is not in the list | left to do |
 *
 * What is unclear about a row is left to do if the document can't have been applied. Status and substatus count as one
 * value, and so do a value and its parts: all of them are sent again, in their order. Names of members are
 * case-insensitive, because the service may accept and return them in any case.
 */
export function differences(
	requested: PatchDocument,
	now: Referral,
	options: DifferenceOptions = {},
): Differences {
	const result: Differences = { left: [], unclear: [] };
	for (const indexes of groupsOf(requested)) {
		const conclusions = indexes
			.filter((index) => !isOverwritten(index, requested))
			.map((index) => conclusionOn(index, requested, now, options));
		const worst = CONCLUSIONS.find((one) => conclusions.includes(one))!;
		if (worst !== 'done') result[worst].push(...indexes.map((index) => requested[index]));
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

/** From the worst to the best. */
const CONCLUSIONS = ['unclear', 'left', 'done'] as const;

type Conclusion = (typeof CONCLUSIONS)[number];

/** Pointers of values that are one value together. */
const ONE_VALUE = ['/status', '/substatus'];

/** The indexes of the operations; those that write one value, or a value and a part of it, are together. */
function groupsOf(document: PatchDocument): number[][] {
	let groups: number[][] = [];
	for (const [index, operation] of document.entries()) {
		const isJoined = (group: number[]) =>
			group.some((other) => isOneValue(document[other].path, operation.path));
		const joined = groups.filter(isJoined).flat();
		groups = [...groups.filter((group) => !isJoined(group)), [...joined, index]];
	}
	const inOrder = groups.map((group) => group.sort((one, other) => one - other));
	return inOrder.sort(([one], [other]) => one - other);
}

function isOneValue(path: string, other: string): boolean {
	const [one, two] = [path.toLowerCase(), other.toLowerCase()];
	if (one === two) return !one.endsWith('/-');
	if (ONE_VALUE.includes(one) && ONE_VALUE.includes(two)) return true;
	return one.startsWith(`${two}/`) || two.startsWith(`${one}/`);
}

/** Whether a later operation of the document writes the same value again. */
function isOverwritten(index: number, document: PatchDocument): boolean {
	const path = document[index].path.toLowerCase();
	const isSame = (later: PatchOperation) => later.path.toLowerCase() === path;
	return !path.endsWith('/-') && document.slice(index + 1).some(isSame);
}

function conclusionOn(
	index: number,
	requested: PatchDocument,
	now: Referral,
	options: DifferenceOptions,
): Conclusion {
	const { before, skipsExistingRows = false, mayBeApplied = true } = options;
	const operation = requested[index];
	const list = listOf(operation, now);
	if (list === undefined) {
		const value = valueAtIgnoringCase(now, operation.path);
		if (isShownBy(operation.value, value, lastKeyOf(operation.path))) return 'done';
		if (before === undefined) return 'left';
		const previous = valueAtIgnoringCase(before.referral, before.document[index].path);
		return isEqual(value, previous) ? 'left' : 'unclear';
	}
	const isNameless = identityOf(operation.value) === undefined;
	if (isNameless && !mayBeApplied) return 'left';
	if (isNameless) {
		const previous = before && listOf(before.document[index], before.referral);
		return conclusionOnNamelessRow(requested.slice(0, index + 1), list, previous);
	}
	const same = sameRows(operation, list);
	const isPresent = same.some((row) => skipsExistingRows || isShownBy(operation.value, row));
	if (isPresent) return 'done';
	return same.length > 0 && mayBeApplied ? 'unclear' : 'left';
}

/**
 * Without knowing the list from before, any row in it may be the requested one.
 *
 * @param requested the operations up to the one that adds the row, which may add equal rows before
 */
function conclusionOnNamelessRow(
	requested: PatchDocument,
	list: unknown[],
	previous?: unknown[],
): Conclusion {
	const { path, value } = requested.at(-1)!;
	const occurrences = (rows: unknown[]) => rows.filter((row) => isShownBy(value, row)).length;
	const equal = requested.filter((one) => one.path === path && isEqual(one.value, value)).length;
	if (previous && occurrences(list) - occurrences(previous) >= equal) return 'done';
	return list.length > (previous?.length ?? 0) ? 'unclear' : 'left';
}

/** The rows with the identity of the row that the operation adds. */
function sameRows({ value }: PatchOperation, list: unknown[]): unknown[] {
	const hasIdentity = identityOf(value);
	return hasIdentity === undefined ? [] : list.filter(hasIdentity);
}

/** The list to which the operation adds a row; undefined if it writes a value, as `replace` does. */
function listOf({ op, path }: PatchOperation, referral: Referral): unknown[] | undefined {
	if (op !== 'add') return undefined;
	const list = valueAtIgnoringCase(referral, parentOf(path));
	if (Array.isArray(list)) return list;
	return path.endsWith('/-') && !isContainer(list) ? [] : undefined;
}
