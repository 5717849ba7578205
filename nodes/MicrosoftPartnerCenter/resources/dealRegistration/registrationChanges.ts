import { escapeToken, unescapeToken } from '../../../shared/referral/pointer';
import type { Pointer } from '../../../shared/referral/pointer';
import type { Referral } from '../../../shared/referral/referral';
import { quoted } from '../../../shared/values/invisible';
import { isJsonObject } from '../../../shared/values/json';
import { ParameterError } from '../../../shared/values/parameterError';
import type { JsonObject, Reader } from '../../../shared/values/reader';
import { readEach } from '../../../shared/values/readEach';
import { nameOfRow, rows } from '../../../shared/values/rows';
import { isSameWord, wordOf } from '../../../shared/values/sameWord';
import { addOrReplace } from '../../jsonPatch/addOrReplace';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import { REGISTRATIONS, SOLUTION, soldSolutionColumns, solutionId } from './registrationFields';

/*
 * Until the referral has been read, pointers begin at the registration, and a pointer into its solutions
 * contains the solution's ID instead of its index: `/solutionDetails/SOL-1/value`.
 */

export const solutionChangeColumns = [{ ...solutionId, required: false }, ...soldSolutionColumns];

/** The changes of the solutions, one row per solution. */
export const solutionChanges: Reader<PatchDocument> = (value, source) => {
	const changed = rows({ row: SOLUTION, columns: solutionChangeColumns })(value, source);
	return readEach(changed, ({ id = '', ...cells }, index) => {
		const parameter = nameOfRow(source.parameter, SOLUTION, index);
		const operations = operationsFor(`/solutionDetails/${escapeToken(String(id))}`, cells);
		if (operations.length === 0)
			throw rowError(
				parameter,
				'contains nothing to change',
				'Fill in the values to change, or remove the row.',
			);
		const isFirstOfSolution =
			changed.findIndex((one) => isSameWord(one.id, String(id))) === index || id === '';
		if (isFirstOfSolution) return operations;
		throw rowError(
			parameter,
			'is for the same solution as an earlier row',
			'Enter all changes of one solution in one row.',
		);
	}).flat();
};

function rowError(parameter: string, finding: string, hint: string): ParameterError {
	return new ParameterError(parameter, `"${parameter}" ${finding}`, hint);
}

function operationsFor(pointer: Pointer, cells: JsonObject): PatchDocument {
	return Object.entries(cells).flatMap(([name, value]): PatchDocument => {
		const path: Pointer = `${pointer}/${name}`;
		return name === 'marketplaceTransactionDetails'
			? operationsFor(path, value as JsonObject)
			: [{ op: 'replace', path, value }];
	});
}

/**
 * The document with pointers from the root of this referral.
 *
 * @param id the registration's ID; undefined if the referral has only one
 * @throws {ParameterError} if the registration or a solution can't be identified
 */
export function resolveRegistration(
	document: PatchDocument,
	referral: Referral,
	id: string | undefined,
): PatchDocument {
	const registrations = registrationsOf(referral);
	const registration = indexOfRegistration(registrations, id);
	const solutions = objectsIn(registrations[registration].solutionDetails);
	const resolvePath = (path: string): string => {
		const base = `${REGISTRATIONS}/${registration}`;
		const [, list, solution, ...rest] = path.split('/');
		if (list !== 'solutionDetails') return base + path;
		const index = indexOf(solutions, unescapeToken(solution), 'Solution ID', 'solution');
		return [base, list, index, ...rest].join('/');
	};
	return addOrReplace(
		readEach(document, (operation) => ({ ...operation, path: resolvePath(operation.path) })),
		referral,
	);
}

export function registrationsOf({ registrations }: Referral): JsonObject[] {
	return objectsIn(registrations);
}

/** The index of the registration with this ID or, without an ID, of the only one. @throws {ParameterError} */
export function indexOfRegistration(registrations: JsonObject[], id: string | undefined): number {
	return indexOf(registrations, id, 'Registration ID', 'registration');
}

/** The index of the object with this ID or, without an ID, of the only one. */
function indexOf(
	list: JsonObject[],
	id: string | undefined,
	parameter: string,
	kind: string,
): number {
	const index = id ? list.findIndex((one) => isSameWord(one.id, id)) : list.length === 1 ? 0 : -1;
	if (index >= 0) return index;
	const ids = list.map((one) => wordOf(one.id)).filter(Boolean);
	throw new ParameterError(
		parameter,
		`"${parameter}" ${findingOn(list, id, kind)}`,
		ids.length > 0 ? `Enter one of these IDs: ${ids.join(', ')}.` : `Create the ${kind} first.`,
	);
}

function findingOn(list: JsonObject[], id: string | undefined, kind: string): string {
	if (id) return `must be the ID of an existing ${kind}, not ${quoted(id)}`;
	return list.length === 0
		? `is empty, and the referral has no ${kind} to change`
		: `is empty, but the referral has ${list.length} ${kind}s`;
}

function objectsIn(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.map((one) => (isJsonObject(one) ? one : {})) : [];
}
