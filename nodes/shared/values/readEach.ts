import { ParameterError } from './parameterError';

/** The errors of several values, reported together. */
export class ParameterErrors extends Error {
	constructor(readonly errors: Error[]) {
		super(errors.map(({ message }) => message).join('. '));
		this.name = 'ParameterErrors';
	}
}

/** The errors in what a reader or a rule has thrown. */
export function errorsIn(thrown: unknown): Error[] {
	if (thrown === undefined) return [];
	return thrown instanceof ParameterErrors ? thrown.errors : [thrown as Error];
}

/** The errors as one; undefined if there are none. */
export function combined(errors: Error[]): Error | undefined {
	return errors.length > 1 ? new ParameterErrors(errors) : errors[0];
}

/** @throws {ParameterError | ParameterErrors} if there are any */
export function throwAll(errors: Error[]): void {
	const error = combined(errors);
	if (error) throw error;
}

/**
 * Reads each of the values, even if the reader rejects one of them.
 *
 * @throws {ParameterError | ParameterErrors} the errors of all
 */
export function readEach<T, R>(values: readonly T[], read: (value: T, index: number) => R): R[] {
	const errors: Error[] = [];
	const results: R[] = [];
	for (const [index, value] of values.entries()) {
		try {
			results.push(read(value, index));
		} catch (error) {
			errors.push(...errorsIn(error));
		}
	}
	throwAll(errors);
	return results;
}

/**
 * Adds the errors to a list, unless it already has one about the same parameter or a part of it: if a reader has
 * rejected a value, a rule reports the value as missing, too.
 */
export function addErrors(list: Error[], thrown: unknown): void {
	const added = errorsIn(thrown).filter((error) =>
		error instanceof ParameterError
			? !list.some((known) => isAbout(known, error.parameter))
			: // An error that isn't about a parameter is a consequence of the missing values.
				list.length === 0,
	);
	list.push(...added);
}

function isAbout(error: Error, parameter: string): boolean {
	return error instanceof ParameterError && `${error.parameter} > `.startsWith(`${parameter} > `);
}
