import { lastKeyOf, parentOf } from '../../../shared/referral/pointer';
import type { Referral } from '../../../shared/referral/referral';
import { isJsonObject } from '../../../shared/values/json';
import type { JsonObject } from '../../../shared/values/reader';
import { patched } from '../../jsonPatch/patchDocument';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import { indexOfRegistration, registrationsOf } from './registrationChanges';
import { checkDates, checkRegistration } from './registrationRules';

/** Checks the dates of a change if both are in it. @throws {ParameterError} */
export function checkWrittenDates(document: PatchDocument): void {
	const contract = contractIn(document);
	checkDates(contract, contract);
}

/**
 * Checks a change together with the registration that it changes.
 *
 * @param document with pointers from the registration, as the parameters request it
 * @param resolved the same with pointers from the root of the referral
 * @param id the registration's ID; undefined if the referral has only one
 * @throws {ParameterError}
 */
export function checkChange(
	document: PatchDocument,
	resolved: PatchDocument,
	referral: Referral,
	id: string | undefined,
): void {
	const index = indexOfRegistration(registrationsOf(referral), id);
	const { contract, solutionDetails } = registrationsOf(patched(referral, resolved))[index];
	const rows = rowsIn(document, resolved);
	const solutions = Array.isArray(solutionDetails) ? (solutionDetails as unknown[]) : [];
	checkRegistration(
		isJsonObject(contract) ? contract : {},
		contractIn(document),
		solutions.map((solution, position) => ({
			solution: isJsonObject(solution) ? solution : {},
			row: rows.get(String(position)),
		})),
	);
}

/** The terms of the contract that the document writes. */
function contractIn(document: PatchDocument): JsonObject {
	return Object.fromEntries(
		document
			.filter(({ path }) => parentOf(path) === '/contract')
			.map(({ path, value }) => [lastKeyOf(path), value]),
	);
}

/** The rows of "Solutions", by the index of the solution that they are about. Each row has a solution of its own. */
function rowsIn(
	document: PatchDocument,
	resolved: PatchDocument,
): Map<string, { number: number; cells: JsonObject }> {
	const rows = new Map<string, { number: number; cells: JsonObject }>();
	for (const [position, { path, value }] of document.entries()) {
		const [, list, , ...cell] = path.split('/');
		if (list !== 'solutionDetails') continue;
		const index = resolved[position].path.split('/')[4];
		const row = rows.get(index) ?? { number: rows.size + 1, cells: {} };
		rows.set(index, row);
		const target = cell.length === 1 ? row.cells : ((row.cells[cell[0]] ??= {}) as JsonObject);
		target[cell.at(-1)!] = value as JsonObject[string];
	}
	return rows;
}
