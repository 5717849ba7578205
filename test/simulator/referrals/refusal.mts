import type { Failure } from '../failureBodies.mts';

/** A request that the service answers with a failure. */
export class Refusal extends Error {
	constructor(readonly failure: Failure) {
		super(failure.message ?? String(failure.status));
	}
}

/** 400 invalidRequest, with what is wrong and the field that is to blame. */
export function invalid(target: string, message: string): Refusal {
	return new Refusal({ status: 400, target, message });
}
