import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readParameter } from '../../shared/parameters/read';
import type { ParameterContext } from '../../shared/parameters/read';
import type { Pointer } from '../../shared/referral/pointer';
import type { JsonValue, Reader } from '../../shared/values/reader';
import type { PatchDocument } from '../jsonPatch/patchDocument';
import type { Field, PreSend } from './field';
import type { RequestPlan } from './requestPlan';

/** The parameter's value replaces the value at the pointer. */
export function replaces(
	pointer: Pointer,
	reader: Reader,
	property: INodeProperties,
	...further: PreSend[]
): Field {
	return field(property, reader, (value, { patch }) => patch.set(pointer, value), further);
}

/** The parameter's value consists of operations of its own. */
export function writes(
	reader: Reader<PatchDocument>,
	property: INodeProperties,
	...further: PreSend[]
): Field {
	const add = (operations: PatchDocument, { patch }: RequestPlan) => {
		for (const operation of operations) patch.add(operation);
	};
	return field(property, reader, add, further);
}

/** Each row of the parameter's value is appended to the list at the pointer. */
export function appendsRows(
	list: Pointer,
	reader: Reader<IDataObject[]>,
	property: INodeProperties,
	...further: PreSend[]
): Field {
	const append = (rows: IDataObject[], { patch }: RequestPlan) => {
		for (const row of rows) patch.append(list, row);
	};
	return field(property, reader, append, further);
}

/** The parameter's value belongs at this dotted path of a row that is appended to the list at the pointer. */
export function addsTo(
	list: Pointer,
	path: string,
	reader: Reader,
	property: INodeProperties,
	...further: PreSend[]
): Field {
	const put = (value: JsonValue, { patch }: RequestPlan) =>
		setAtPath(patch.rowOf(list), path.split('.'), value);
	return field(property, reader, put, further);
}

/** The parameter's value belongs at the pointer in the body of a new referral. */
export function creates(
	pointer: Pointer,
	reader: Reader,
	property: INodeProperties,
	...further: PreSend[]
): Field {
	const put = (value: JsonValue, { body }: RequestPlan) => putInBody(body, pointer, value);
	return field(property, reader, put, further);
}

/** Puts a value into the body of a new referral. */
export function putInBody(body: IDataObject, pointer: Pointer, value: JsonValue): void {
	setAtPath(body, pointer.slice(1).split('/'), value);
}

/** A parameter that is omitted if its reader returns undefined. */
function field<T>(
	property: INodeProperties,
	reader: Reader<T | undefined>,
	use: (value: T, plan: RequestPlan) => void,
	further: PreSend[],
): Field {
	// The default of a menu is for the editor: if an AI model leaves the value empty, the default must not be written.
	const read = property.type === 'options' ? { ...property, default: '' } : property;
	return {
		property,
		preSend(context, plan, request) {
			const value = readOrReject(context, plan, read, reader);
			if (value !== undefined) use(value, plan);
			for (const preSend of further) preSend(context, plan, request);
		},
	};
}

/** Reads a parameter; without its value, the change is incomplete. */
function readOrReject<T>(
	context: ParameterContext,
	{ patch }: RequestPlan,
	property: INodeProperties,
	reader: Reader<T>,
): T {
	const { isIncomplete } = patch;
	patch.isIncomplete = true;
	const value = readParameter(context, property, reader);
	patch.isIncomplete = isIncomplete;
	return value;
}

/** A last step of `-` appends to a list, as in a patch document. */
function setAtPath(target: IDataObject, path: string[], value: JsonValue): void {
	const [last, list] = path.slice(-2).reverse();
	const steps = path.slice(0, last === '-' ? -2 : -1);
	const parent = steps.reduce((object, key) => (object[key] ??= {}) as IDataObject, target);
	if (last === '-') parent[list] = [...((parent[list] as JsonValue[]) ?? []), value] as never;
	else parent[last] = value;
}
