import type { IDataObject } from 'n8n-workflow';

import { isContainer } from './pointer';
import type { Referral } from './referral';

/** Turns a referral into the JSON of an output item. */
export type OutputFormat = (referral: Referral) => IDataObject;

/** The path of each field of the simplified output in a referral. */
const SIMPLIFIED = {
	id: ['id'],
	externalReferenceId: ['externalReferenceId'],
	name: ['name'],
	status: ['status'],
	substatus: ['substatus'],
	dealValue: ['details', 'dealValue'],
	currency: ['details', 'currency'],
	closingDateTime: ['details', 'closingDateTime'],
	customerName: ['customerProfile', 'name'],
	updatedDateTime: ['updatedDateTime'],
	eTag: ['eTag'],
};

/** The service's own JSON. */
export const raw: OutputFormat = (referral) => referral;

/** The fields that most workflows need, flat; null if the referral has no value. */
export const simplified: OutputFormat = (referral) =>
	Object.fromEntries(
		Object.entries(SIMPLIFIED).map(([field, steps]) => [field, valueAtPath(referral, steps)]),
	);

/**
 * The fields at these dotted paths, and always id and eTag. The output keeps the levels, so that an
 * expression for the raw referral works here, too.
 */
export function selected(paths: string[]): OutputFormat {
	const allSteps = [...paths, 'id', 'eTag'].map((path) => path.split('.'));
	return (referral) => {
		const result: IDataObject = {};
		for (const steps of allSteps) setAtPath(result, steps, valueAtPath(referral, steps));
		return result;
	};
}

function valueAtPath(referral: Referral, steps: string[]): IDataObject[string] {
	const found = steps.reduce<unknown>(
		(parent, step) =>
			typeof parent === 'object' && parent !== null && Object.hasOwn(parent, step)
				? (parent as IDataObject)[step]
				: undefined,
		referral,
	);
	return (found as IDataObject[string]) ?? null;
}

function setAtPath(
	target: IDataObject,
	[step, ...rest]: string[],
	value: IDataObject[string],
): void {
	if (rest.length === 0) {
		target[step] = value;
		return;
	}
	const child = target[step];
	// A path may lead into a value that another path has already selected: that one is kept, and never changed in place.
	if (child !== undefined && child !== null && !isContainer(child)) return;
	const parent = Array.isArray(child) ? [...(child as unknown[])] : { ...(child as IDataObject) };
	target[step] = parent as IDataObject;
	setAtPath(parent as IDataObject, rest, value);
}
