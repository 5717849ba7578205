import { ParameterError } from '../values/parameterError';
import { errorsIn } from '../values/readEach';

/** Unacceptable parameters as a person reads them. */
export interface InvalidParameters {
	/** What is wrong with each parameter, in sentences. */
	message: string;
	/** What to do about it. */
	hint: string;
	/** The first of the parameters. */
	parameter?: string;
}

/** All that a reader or a rule has thrown, in one message. */
export function invalidParameters(thrown: unknown): InvalidParameters {
	const errors = errorsIn(thrown);
	const hints = errors.map((error) => (error instanceof ParameterError ? error.hint : ''));
	const names = errors.flatMap((error) =>
		error instanceof ParameterError && error.hint === undefined ? error.parameter : [],
	);
	return {
		message: errors.map(({ message }) => `${message}.`).join(' '),
		hint: [...new Set([...hints, correction([...new Set(names)])])].filter(Boolean).join(' '),
		parameter: errors.find((error) => error instanceof ParameterError)?.parameter,
	};
}

/** What to do about parameters for which there is no advice of their own. */
function correction(names: string[]): string {
	if (names.length > 1) return 'Correct these values, or the expressions that fill them.';
	return names.map((name) => `Correct "${name}", or the expression that fills it.`).join('');
}
