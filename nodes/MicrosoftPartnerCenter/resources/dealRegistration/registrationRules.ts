import { valueAt } from '../../../shared/referral/pointer';
import type { Pointer } from '../../../shared/referral/pointer';
import { ParameterError } from '../../../shared/values/parameterError';
import type { JsonObject } from '../../../shared/values/reader';
import { readEach } from '../../../shared/values/readEach';
import { nameOfRow } from '../../../shared/values/rows';
import { isSameWord, wordOf } from '../../../shared/values/sameWord';
import { instantIn, isDay, isLater } from '../../jsonPatch/instant';
import { SOLUTION } from './registrationFields';

/** A solution of a registration as it will be, and the row of "Solutions" that is about it, if there is one. */
export interface SoldSolution {
	solution: JsonObject;
	row?: SolutionRow;
}

interface SolutionRow {
	/** Counted from 1. */
	number: number;
	cells: JsonObject;
}

/**
 * What Partner Center requires of a deal registration, as far as it can be checked here ("Register deals"). Each rule
 * applies only if one of its values is written: what was registered before is accepted as it is.
 *
 * @param contract the contract as it will be
 * @param written those of its terms that are written
 * @throws {ParameterError | ParameterErrors} for the rules that are broken
 */
export function checkRegistration(
	contract: JsonObject,
	written: JsonObject,
	solutions: SoldSolution[],
): void {
	readEach(
		[
			() => checkTerm(contract, written),
			() => checkDates(contract, written),
			...solutions.flatMap((one) => [
				() => checkMarketplaceDate(one),
				() => checkValue(one, contract, written),
			]),
		],
		(check) => check(),
	);
}

function checkTerm({ term, endDateTime }: JsonObject, written: JsonObject): void {
	if (!('term' in written || 'endDateTime' in written)) return;
	if (!isSameWord(term, 'finite') || isPresent(endDateTime)) return;
	throw new ParameterError(
		'End Date',
		'"End Date" is empty, but a contract with the "Term" Finite needs one',
		'Add "End Date" to "Contract", or set "Term" to Perpetual.',
	);
}

/** The start must not be after the end. */
export function checkDates({ startDateTime, endDateTime }: JsonObject, written: JsonObject): void {
	const isStart = 'startDateTime' in written;
	if (!isStart && !('endDateTime' in written)) return;
	const [start, end] = [instantOf(startDateTime), instantOf(endDateTime)];
	if (start === undefined || end === undefined || !isLater(start, end)) return;
	const hint = 'Correct "Start Date" or "End Date" in "Contract".';
	throw isStart
		? new ParameterError(
				'Start Date',
				`"Start Date" must not be after the contract's end date, ${shown(end)}, but is ${shown(start)}`,
				hint,
			)
		: new ParameterError(
				'End Date',
				`"End Date" must not be before the contract's start date, ${shown(start)}, but is ${shown(end)}`,
				hint,
			);
}

const TRANSACTED: Pointer = '/marketplaceTransactionDetails/isMarketplaceTransacted';
const TRANSACTION_DATE: Pointer = '/marketplaceTransactionDetails/marketplaceTransactionDateTime';

function checkMarketplaceDate({ solution, row }: SoldSolution): void {
	const isWritten = [TRANSACTED, TRANSACTION_DATE].some(
		(pointer) => row && valueAt(row.cells, pointer) !== undefined,
	);
	if (!isWritten || !isSameWord(valueAt(solution, TRANSACTED), 'true')) return;
	if (isPresent(valueAt(solution, TRANSACTION_DATE))) return;
	const parameter = `${nameOf(row!)} > Transaction Date`;
	throw new ParameterError(
		parameter,
		`"${parameter}" is empty, but "Marketplace Transacted" is on`,
		'Add the date of the sale in the commercial marketplace, or turn off "Marketplace Transacted".',
	);
}

function checkValue(
	{ solution, row }: SoldSolution,
	contract: JsonObject,
	written: JsonObject,
): void {
	const isOfRow = row !== undefined && 'value' in row.cells;
	if (!isOfRow && !('value' in written)) return;
	const [value, total] = [amountOf(solution.value), amountOf(contract.value)];
	if (value === undefined || total === undefined || value <= total) return;
	if (haveDifferentCurrencies(solution, contract)) return;
	const hint =
		'No solution can be worth more than the contract. Correct the value of the solution or of the contract.';
	const parameter = isOfRow ? `${nameOf(row)} > Value` : 'Value';
	throw new ParameterError(
		parameter,
		isOfRow
			? `"${parameter}" must be at most ${total}, the value of the contract, not ${value}`
			: `"${parameter}" of "Contract" must be at least ${value}, the value of the solution ${wordOf(solution.id) ?? 'without an ID'}, not ${total}`,
		hint,
	);
}

function nameOf({ number }: SolutionRow): string {
	return nameOfRow('Solutions', SOLUTION, number - 1);
}

/** Amounts in different currencies can't be compared. */
function haveDifferentCurrencies(one: JsonObject, other: JsonObject): boolean {
	return (
		isPresent(one.currency) &&
		isPresent(other.currency) &&
		!isSameWord(one.currency, wordOf(other.currency) ?? '')
	);
}

function amountOf(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	const isDecimal = typeof value === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(value);
	return isDecimal ? Number(value) : undefined;
}

function instantOf(value: unknown): number | undefined {
	return typeof value === 'string' ? instantIn(value) : undefined;
}

function shown(instant: number): string {
	const text = new Date(instant).toISOString();
	return isDay(instant) ? text.slice(0, 10) : text;
}

function isPresent(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
