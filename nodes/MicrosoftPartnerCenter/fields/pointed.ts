import type { IDataObject, INodeProperties, PreSendAction } from 'n8n-workflow';

import { check, readingOf } from '../checks/check';
import type { Pointer, Together } from '../jsonPatch/patchDocument';
import type { JsonValue, Reader } from '../values/reader';

/** The parameter's value replaces what stands at the pointer. */
export function replaces(
	pointer: Pointer,
	reader: Reader<JsonValue | Together | undefined>,
	property: INodeProperties,
): INodeProperties {
	return {
		...property,
		routing: {
			send: {
				type: 'body',
				property: pointer,
				propertyInDotNotation: false,
				preSend: [readAt([pointer], reader, property)],
			},
		},
	};
}

/** The parameter's value is one member of the object that is added to the array at the pointer. */
export function addsTo(
	pointer: Pointer,
	member: string,
	reader: Reader,
	property: INodeProperties,
): INodeProperties {
	const end: Pointer = `${pointer}/-`;
	return {
		...property,
		routing: {
			send: {
				type: 'body',
				property: `${end}.${member}`,
				preSend: [readAt([end, member], reader, property)],
			},
		},
	};
}

/** Reads what n8n's routing has put into the body under these keys, in its place. */
function readAt(
	keys: string[],
	reader: Reader<JsonValue | Together | undefined>,
	property: INodeProperties,
): PreSendAction {
	const last = keys[keys.length - 1];
	return check(function (request) {
		const parent = keys
			.slice(0, -1)
			.reduce((at, key) => at[key] as IDataObject, request.body as IDataObject);
		const value = reader(parent[last], readingOf(this, property));
		if (value === undefined) delete parent[last];
		else parent[last] = value as JsonValue;
	});
}
