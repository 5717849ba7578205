import jsonPatch, { type AddOperation, type ReplaceOperation } from 'fast-json-patch';
import { completeReferral } from '../completeReferral.mts';
import type { Referral } from '../referral.mts';
import { readDealValue, referralSchema } from '../schema/referralSchema.mts';
import { invalid } from '../refusal.mts';
import { isObject, mistakeIn, schemaAt } from '../schema/schema.mts';
import { checkOpen, checkTransition } from './statusTransitions.mts';
import { timestamp } from '../timestamps.mts';

/** Fields that only the service writes, and registrations other than by their own paths. */
const readOnly = [
	/^\/(id|eTag|engagementId|organizationId|organizationName|mpnId|direction)(\/|$)/,
	/^\/(created|updated|expiration|accepted|closed)DateTime$/,
	/^\/(quality|isSpam|tags|registrationStatus|links)(\/|$)/,
	/^\/registrations$/,
	/^\/registrations\/\d+(\/(id|type|registrationDateTime|status|statusReason|statusHistory).*)?$/,
];

/** The operations that "Update a lead or opportunity" knows. */
type Operation = AddOperation<unknown> | ReplaceOperation<unknown>;

const operations = ['add', 'replace'];

/**
 * A body that is a patch document; whether it suits a referral is not said yet.
 *
 * @throws Refusal when it isn't one
 */
export function readPatchDocument(body: unknown): Operation[] {
	if (!Array.isArray(body) || body.length === 0) {
		throw invalid('', 'The body must be an array of JSON Patch operations, and not empty.');
	}
	return body.map((operation: unknown, index) => {
		if (!isObject(operation)) throw invalid('', `Operation ${index} is not an object.`);
		const { op, path, value } = operation;
		if (typeof op !== 'string' || !operations.includes(op)) {
			throw invalid('op', `Operation ${index}: the op must be 'add' or 'replace'.`);
		}
		if (typeof path !== 'string' || !path.startsWith('/')) {
			throw invalid('path', `Operation ${index}: the path must begin with '/'.`);
		}
		if (value === undefined) throw invalid('value', `Operation ${index}: the value is missing.`);
		if (readOnly.some((pattern) => pattern.test(path))) {
			throw invalid(path.slice(1), `Operation ${index}: '${path}' is read-only.`);
		}
		return { op, path, value } as Operation;
	});
}

/**
 * The referral with the whole patch applied; the one given stays as it is.
 *
 * @throws Refusal when the referral is closed, or the patch doesn't suit it; then nothing of it is applied
 */
export function patchReferral(before: Referral, patch: Operation[], moment: Date): Referral {
	checkOpen(before, patch);
	const document = applied(before, patch);
	readDealValue(document);
	const after = completeReferral(document, moment);
	checkTransition(before, after);
	const becomes = (status: string) => before.status !== status && after.status === status;
	if (becomes('Active')) after.acceptedDateTime = timestamp(moment);
	if (becomes('Closed')) after.closedDateTime = timestamp(moment);
	return after;
}

function applied(referral: Referral, patch: Operation[]): Record<string, unknown> {
	let document = structuredClone(referral) as unknown as Record<string, unknown>;
	for (const [index, operation] of structuredClone(patch).entries()) {
		const { op, path } = operation;
		checkAgainstSchema(operation, index);
		try {
			document = jsonPatch.applyOperation(document, operation, true, true, true, index).newDocument;
		} catch (error) {
			const [reason] = (error as Error).message.split('\n');
			throw invalid('path', `Operation ${index} (${op} ${path}): ${reason}`);
		}
	}
	return document;
}

/** Only what is written is checked: what a referral holds already is the service's own affair. */
function checkAgainstSchema({ op, path, value }: Operation, index: number): void {
	const schema = schemaAt(referralSchema, path);
	if (schema === undefined) {
		throw invalid('path', `Operation ${index} (${op} ${path}): there is no field '${path}'.`);
	}
	const mistake = mistakeIn(value, schema, path.slice(1));
	if (mistake !== undefined) {
		throw invalid(mistake.target, `Operation ${index} (${op} ${path}): ${mistake.message}`);
	}
}
