import { isContainer, memberIgnoringCase } from '../../shared/referral/pointer';
import { dayOf, instantIn, isDay } from './instant';

/** Members that are amounts: the service may return a number for a numeric text, and the reverse. */
const AMOUNTS = new Set(['dealValue', 'price', 'quantity', 'value']);

/** Members that are case-insensitive. */
const CASE_INSENSITIVE = new Set(['country', 'currency', 'email', 'id', 'status', 'substatus']);

/**
 * Whether the service shows the value that was sent. It returns numbers for numeric texts, rewrites dates and
 * line endings, adds IDs and empty members to rows, and ignores the case of email addresses.
 *
 * | both are | equal if |
 * |---|---|
 * | amounts | they have the same numeric value |
 * | dates | they are the same instant; a calendar day, which is sent as midnight in UTC, equals any time on that day |
 * | texts | they are equal after normalizing line endings and trimming; some members are case-insensitive |
 * | lists | they have the same people, by email, or solutions, by ID, in any order |
 * | objects | each member that was sent is shown |
 *
 * @param name the name of the member that has the value
 */
export function isShownBy(sent: unknown, shown: unknown, name = ''): boolean {
	if (isBlank(sent) && isBlank(shown)) return true;
	if (isBlank(sent) || isBlank(shown)) return false;
	if (typeof sent === 'number' || typeof shown === 'number' || AMOUNTS.has(name)) {
		return isSameAmount(sent, shown);
	}
	if (typeof sent === 'string' && typeof shown === 'string') {
		return isSameText(sent, shown, name) || isSameTime(sent, shown);
	}
	if (Array.isArray(sent) && Array.isArray(shown)) return isListShownBy(sent, shown);
	if (isContainer(sent) && isContainer(shown)) {
		return Object.keys(sent).every((key) =>
			isShownBy(sent[key], memberIgnoringCase(shown, key), key),
		);
	}
	return sent === shown;
}

/** Whether two reads returned the same; a missing member is the same as null. */
export function isEqual(one: unknown, other: unknown): boolean {
	if (isEmpty(one) && isEmpty(other)) return true;
	if (!isContainer(one) || !isContainer(other)) return one === other;
	const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
	return [...keys].every((key) => isEqual(one[key], other[key]));
}

/**
 * Recognizes the rows with the identity of the row that was sent: a person's email address, or the ID of a
 * solution or a registration. Both are case-insensitive. Undefined if the row has neither.
 */
export function identityOf(sent: unknown): ((row: unknown) => boolean) | undefined {
	const textIn = (row: unknown, name: string) => {
		const value = memberIgnoringCase(row, name);
		return typeof value === 'string' ? value.toLowerCase() : '';
	};
	const name = ['email', 'id'].find((one) => textIn(sent, one) !== '');
	return name === undefined ? undefined : (row) => textIn(row, name) === textIn(sent, name);
}

/** Rows with an identity may be in any order. Each row that is shown counts for one that was sent. */
function isListShownBy(sent: unknown[], shown: unknown[]): boolean {
	if (sent.length !== shown.length) return false;
	const remaining = new Set(shown.keys());
	return sent.every((row, position) => {
		const hasIdentity = identityOf(row) ?? ((one: unknown) => one === shown[position]);
		const index = [...remaining].find((one) => hasIdentity(shown[one]));
		return index !== undefined && remaining.delete(index) && isShownBy(row, shown[index]);
	});
}

function isSameAmount(sent: unknown, shown: unknown): boolean {
	return isAmount(sent) && isAmount(shown) ? Number(sent) === Number(shown) : sent === shown;
}

function isAmount(value: unknown): boolean {
	return (
		typeof value === 'number' ||
		(typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value))
	);
}

function isSameText(sent: string, shown: string, name: string): boolean {
	const [one, other] = [sent, shown].map((text) => text.replace(/\r\n?/g, '\n').trim());
	return CASE_INSENSITIVE.has(name) ? one.toLowerCase() === other.toLowerCase() : one === other;
}

function isSameTime(sent: string, shown: string): boolean {
	const [one, other] = [instantIn(sent), instantIn(shown)];
	if (one === undefined || other === undefined) return false;
	return one === other || (isDay(one) && dayOf(one) === dayOf(other));
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Whether a value is empty after trimming. */
function isBlank(value: unknown): boolean {
	return isEmpty(typeof value === 'string' ? value.trim() : value);
}
