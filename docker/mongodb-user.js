// Runs once, when MongoDB's volume is empty: the product gets a user of its own that may read and write its database and nothing else.
db.getSiblingDB('leuchtnetz').createUser({ user: 'leuchtnetz', pwd: process.env.LEUCHTNETZ_PASSWORD, roles: [{ role: 'readWrite', db: 'leuchtnetz' }] });
