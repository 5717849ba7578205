import type { IDataObject } from 'n8n-workflow';

import { at, isObject, parentOf } from '../../shared/referral/pointer';
import type { PatchDocument, PatchOperation } from './patchDocument';

/**
 * Whether a patch document has been applied to a referral.
 *
 * A patch is applied whole or not at all. So where the referral is known from before, one part that is
 * there now and was not there then decides, whatever has become of the others since. Where it is not
 * known, a part may have been there all along, and all of them have to be there.
 */
export function hasLanded(
	document: PatchDocument,
	now: IDataObject,
	before?: IDataObject,
): boolean {
	if (before === undefined) return document.every((part) => standing(part, now) > 0);
	const appeared = document.some((part) => standing(part, now) > standing(part, before));
	const changesNothing = document.every(
		(part) => listOf(part, now) === undefined && standing(part, now) > 0,
	);
	return appeared || changesNothing;
}

/** Whether a part of what the document writes stands in the referral. */
export function hasPart(document: PatchDocument, now: IDataObject): boolean {
	return document.some((part) => standing(part, now) > 0);
}

/** Whether everything that the document replaces is still as it was before. */
export function isUntouched(
	document: PatchDocument,
	now: IDataObject,
	before: IDataObject,
): boolean {
	return document
		.filter((operation) => listOf(operation, before) === undefined)
		.every(({ path }) => isEqual(at(before, path), at(now, path)));
}

/** How often what the operation writes stands in the referral: a row may stand there several times. */
function standing(operation: PatchOperation, referral: IDataObject): number {
	const { path, value } = operation;
	const list = listOf(operation, referral);
	return list
		? list.filter((row) => isSamePerson(value, row) ?? isSame(value, row)).length
		: Number(isSame(value, at(referral, path)));
}

/** The list to which the operation adds a row; an `add` elsewhere writes a member, as `replace` does. */
function listOf({ op, path }: PatchOperation, referral: IDataObject): unknown[] | undefined {
	const list = at(referral, parentOf(path));
	if (op !== 'add') return undefined;
	return Array.isArray(list) ? list : path.endsWith('/-') ? [] : undefined;
}

/** Whether two readings show the same. */
function isEqual(one: unknown, other: unknown): boolean {
	if (!isObject(one) || !isObject(other)) return one === other;
	const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
	return [...keys].every((key) => isEqual(one[key], other[key]));
}

/** A person who was added is known by the email address; nothing where they are no persons. */
function isSamePerson(ours: unknown, theirs: unknown): boolean | undefined {
	if (!isObject(ours) || !isObject(theirs)) return undefined;
	const { email } = ours;
	return typeof email === 'string' ? isSameText(email, theirs.email) : undefined;
}

function isSameText(one: unknown, other: unknown): boolean {
	return String(one).toLowerCase() === String(other).toLowerCase();
}

/**
 * Whether the service shows what we sent: it gives back numbers for numeric texts, rewrites dates, adds
 * ids and empty fields to rows, and does not tell email addresses by their case.
 */
function isSame(ours: unknown, theirs: unknown): boolean {
	if (isEmpty(ours) && isEmpty(theirs)) return true;
	if (typeof ours === 'number' || typeof theirs === 'number') {
		return !isEmpty(ours) && !isEmpty(theirs) && Number(ours) === Number(theirs);
	}
	if (typeof ours === 'string' && typeof theirs === 'string') {
		return ours === theirs || isSameInstant(ours, theirs);
	}
	if (Array.isArray(ours) && Array.isArray(theirs)) {
		return ours.length === theirs.length && ours.every((row, index) => isSame(row, theirs[index]));
	}
	if (isObject(ours) && isObject(theirs)) {
		return Object.keys(ours).every((key) =>
			key === 'email' ? isSameText(ours.email, theirs.email) : isSame(ours[key], theirs[key]),
		);
	}
	return ours === theirs;
}

const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function isSameInstant(ours: string, theirs: string): boolean {
	return (
		DATE_AND_TIME.test(ours) &&
		DATE_AND_TIME.test(theirs) &&
		Date.parse(ours) === Date.parse(theirs)
	);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
