import type { IDataObject } from 'n8n-workflow';

/** A JSON Pointer (RFC 6901). */
export type Pointer = `/${string}`;

/** The value at the pointer; undefined if there is none. */
export function valueAt(document: IDataObject, pointer: string): unknown {
	return pointer
		.split('/')
		.slice(1)
		.map(unescapeToken)
		.reduce<unknown>(
			(parent, key) =>
				isContainer(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined,
			document,
		);
}

/** The same, where the service may return a member's name in another case. */
export function valueAtIgnoringCase(document: IDataObject, pointer: string): unknown {
	return pointer
		.split('/')
		.slice(1)
		.map(unescapeToken)
		.reduce<unknown>(memberIgnoringCase, document);
}

/** The member of this name or, if there is none, of the same name in another case. */
export function memberIgnoringCase(parent: unknown, name: string): unknown {
	if (!isContainer(parent)) return undefined;
	if (Object.hasOwn(parent, name)) return parent[name];
	const key = Object.keys(parent).find((one) => one.toLowerCase() === name.toLowerCase());
	return key === undefined ? undefined : parent[key];
}

/** The pointer to the object or array that contains the value; empty for the whole document. */
export function parentOf(pointer: string): string {
	return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** The last reference token, unescaped (RFC 6901, section 4). */
export function lastKeyOf(pointer: string): string {
	return unescapeToken(pointer.slice(pointer.lastIndexOf('/') + 1));
}

/** Whether the value is an object or an array, which a pointer can lead through. */
export function isContainer(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}

/** A key as a reference token of a pointer (RFC 6901, section 3). */
export function escapeToken(key: string): string {
	return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function unescapeToken(token: string): string {
	return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
