import { isContainer, memberIgnoringCase } from '../../shared/referral/pointer';

/**
 * Whether the service shows the value that was sent. It returns numbers for numeric texts, rewrites dates and
 * line endings, adds IDs and empty members to rows, and ignores the case of email addresses.
 */
export function isShownBy(sent: unknown, shown: unknown): boolean {
	if (isEmpty(sent) && isEmpty(shown)) return true;
	if (typeof sent === 'number' || typeof shown === 'number') {
		return !isEmpty(sent) && !isEmpty(shown) && Number(sent) === Number(shown);
	}
	if (typeof sent === 'string' && typeof shown === 'string') {
		return normalized(sent) === normalized(shown) || isSameInstant(sent, shown);
	}
	if (Array.isArray(sent) && Array.isArray(shown)) return isListShownBy(sent, shown);
	if (isContainer(sent) && isContainer(shown)) {
		return Object.keys(sent).every((key) => {
			const value = memberIgnoringCase(shown, key);
			return key === 'email' ? isSameText(sent.email, value) : isShownBy(sent[key], value);
		});
	}
	return sent === shown;
}

/** Whether two readings show the same; a missing member is the same as null. */
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

function isSameText(one: unknown, other: unknown): boolean {
	return String(one).toLowerCase() === String(other).toLowerCase();
}

function normalized(text: string): string {
	return text.replace(/\r\n?/g, '\n').trim();
}

const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function isSameInstant(one: string, other: string): boolean {
	return (
		DATE_AND_TIME.test(one) && DATE_AND_TIME.test(other) && Date.parse(one) === Date.parse(other)
	);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
