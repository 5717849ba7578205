import type { IDataObject } from 'n8n-workflow';

/** What stands at the pointer; `undefined` where there is nothing. */
export function at(document: IDataObject, pointer: string): unknown {
	return pointer
		.split('/')
		.slice(1)
		.map(unescaped)
		.reduce<unknown>(
			(parent, key) => (isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined),
			document,
		);
}

/** The pointer to what holds the value at this one. */
export function parentOf(pointer: string): string {
	return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** The last reference token, unescaped (RFC 6901, section 4). */
export function lastKeyOf(pointer: string): string {
	return unescaped(pointer.slice(pointer.lastIndexOf('/') + 1));
}

/** An object or an array: something that a pointer goes through. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}

/** A reference token in a pointer, and back (RFC 6901, section 3). */
export function escaped(key: string): string {
	return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function unescaped(token: string): string {
	return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
