const requireOnce = require('./test/jest/requireOnce.cjs');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/jest/nodeWithPackages.cjs',
	roots: ['<rootDir>/test'],
	// By default, jest leaves one core unused, which on two cores means that files run one after the other.
	maxWorkers: '100%',
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
