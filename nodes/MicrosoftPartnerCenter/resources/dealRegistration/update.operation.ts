import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { read } from '../../../shared/parameters/read';
import type { Check } from '../../../shared/parameters/read';
import { escaped, unescaped } from '../../../shared/referral/pointer';
import { isJsonObject } from '../../../shared/values/json';
import { Refusal } from '../../../shared/values/parameterError';
import type { Reader } from '../../../shared/values/reader';
import { rows } from '../../../shared/values/rows';
import { text } from '../../../shared/values/text';
import { patchReferral } from '../../fields/patchReferral';
import { placed } from '../../jsonPatch/addOrReplace';
import { Together } from '../../jsonPatch/patchDocument';
import type { PatchDocument, PatchOperation, Pointer } from '../../jsonPatch/patchDocument';
import type { Operation } from '../../routing/operation';
import { replaces, writes } from '../../routing/pointerFields';
import { planOf } from '../../routing/requestPlan';
import { columnsOf, freeRows } from '../../routing/rows';
import { contractField, contractTerms, soldSolution, solutionId } from './registrationFields';

/**
 * Until the referral is read, pointers begin at the registration, and one into its solutions names the
 * solution's ID in place of its index: `/solutionDetails/SOL-1/value`. What is read says where they are.
 */
const registrationId: INodeProperties = {
	displayName: 'Registration ID',
	name: 'registrationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 6f1c2d3e-…',
	description:
		"Which of the referral's registrations to change, by the ID that a raw referral shows. Not needed where there is one only.",
};

const whichRegistration: Check = (context, request) => {
	const id = read(context, registrationId, text).trim() || undefined;
	planOf(request).fit = (document, referral) => fitted(document, referral, id);
};

const columns = [{ ...solutionId, required: false }, ...soldSolution];

const changes: Reader<Together> = (value, reading) => {
	const given = rows(columnsOf(columns))(value, reading);
	return new Together(
		given.flatMap(({ id = '', ...cells }, index) => {
			const written = operationsOf(`/solutionDetails/${escaped(String(id))}`, cells);
			const parameter = `${reading.parameter} > Row ${index + 1}`;
			if (written.length === 0) throw notAsRow(parameter, 'a row with something to change');
			if (given.findIndex((one) => one.id === id) === index || id === '') return written;
			throw notAsRow(parameter, 'about another solution than the rows before it');
		}),
	);
};

function notAsRow(parameter: string, accepted: string): Refusal {
	return new Refusal(
		parameter,
		`"${parameter}" must be ${accepted}`,
		'Say all that changes for one solution in one row.',
	);
}

function operationsOf(pointer: Pointer, cells: IDataObject): PatchDocument {
	return Object.entries(cells).flatMap(([name, value]): PatchDocument => {
		const path: Pointer = `${pointer}/${name}`;
		return name === 'marketplaceTransactionDetails'
			? operationsOf(path, value as IDataObject)
			: [{ op: 'replace', path, value }];
	});
}

function fitted(
	document: PatchDocument,
	referral: IDataObject,
	id: string | undefined,
): PatchDocument {
	const registrations = listOf(referral.registrations);
	const at = theOne(registrations, id, registrationId.displayName, 'registration');
	const base = `/registrations/${at}`;
	const sold = listOf(registrations[at].solutionDetails);
	return placed(
		document.map(({ path, ...operation }): PatchOperation => {
			const [, room, solution, ...rest] = path.split('/');
			if (room !== 'solutionDetails') return { ...operation, path: base + path };
			const index = theOne(sold, unescaped(solution), solutionId.property.displayName, 'solution');
			return { ...operation, path: [base, room, index, ...rest].join('/') };
		}),
		referral,
	);
}

/** The index of the one with this ID or, where none was given, of the only one. */
function theOne(
	list: IDataObject[],
	id: string | undefined,
	parameter: string,
	kind: string,
): number {
	const index = id ? list.findIndex((one) => one.id === id) : list.length === 1 ? 0 : -1;
	if (index >= 0) return index;
	const ids = list.map((one) => String(one.id));
	throw new Refusal(
		parameter,
		id
			? `"${parameter}" must be the ID of a ${kind} that is there, not ${JSON.stringify(id)}`
			: `"${parameter}" must say which ${kind} to change`,
		ids.length > 0 ? `There are: ${ids.join(', ')}.` : `There is no ${kind} yet: create it first.`,
	);
}

function listOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.map((one) => (isJsonObject(one) ? one : {})) : [];
}

const solutionDetails = writes(
	changes,
	freeRows(
		{
			displayName: 'Solutions',
			name: 'solutionDetails',
			description:
				"What changes for the solutions that were sold. A row needs the solution's ID where there are several. By expression it may also be a list from somewhere else, or JSON.",
		},
		'Solution',
		columns,
	),
);

/** The fields have put what was chosen into the body. */
const somethingChosen: Check = (_context, request) => {
	const { '/solutionDetails': sold, ...terms } = request.body as unknown as Record<
		string,
		Together
	>;
	if (sold.operations.length > 0 || Object.keys(terms).length > 0) return;
	throw new Refusal(
		contract.property.displayName,
		`"${contract.property.displayName}" or "${solutionDetails.property.displayName}" must have something to change`,
		'Add the fields that are to be changed. An expression for all of them at once is dropped by n8n: write one for each field.',
	);
};

/** The contract's currency stays as it was registered: Microsoft's own connector can't change it either. */
const contract = contractField(
	contractTerms
		.filter(({ property }) => property.name !== 'currency')
		.map(({ property, reader }) => replaces(`/contract/${property.name}`, reader, property)),
	somethingChosen,
);

export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update deal registration',
		description: 'Change what a deal registration says of its contract and its solutions',
	},
	request: patchReferral,
	fields: [{ property: registrationId, check: whichRegistration }, solutionDetails, contract],
};
