const { availableParallelism } = require('node:os');

const requireOnce = require('./test/jest/requireOnce.cjs');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/jest/nodeWithPackages.cjs',
	roots: ['<rootDir>/test'],
	// Some files mostly wait, as the node does before it sends a request again: one more than can run at the same time.
	maxWorkers: availableParallelism() + 1,
	// Twice the work on the same cores takes up to twice as long, and CI machines are shared.
	testTimeout: 30_000,
	globalSetup: '<rootDir>/test/globalSetup.cjs',
	testMatch: ['**/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'cjs', 'mjs', 'json', 'node'],
	transformIgnorePatterns: [requireOnce.ignored],
	transform: {
		[requireOnce.pattern]: '<rootDir>/test/jest/requireOnce.cjs',
		'\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
};
