-- SPDX-License-Identifier: MIT
-- What askback 0.1.0 had written into a store of schema 1: the rows that go into the tables which
-- migrations/sqlite/0001_start.sql makes.

PRAGMA application_id = 1095977794;
PRAGMA user_version = 1;
DELETE FROM counter;
INSERT INTO schema_version VALUES
	(1, 'start', '5a1ef5f4d4fc21d4d8af3b2c1010da633b25d9253a49e71b461c60e962829a28', 1504097520, '0.1.0');
INSERT INTO counter VALUES
	('answer', 2),
	('conference', 2),
	('contact', 2),
	('operation', 18),
	('person', 3),
	('question', 4),
	('talk', 3);
INSERT INTO setting VALUES
	('place', 'talk 1 1504097520 ');
INSERT INTO conference VALUES
	(1, 'srecon17-europe', 'SREcon17 Europe', 'srecon17 europe', 'Europe/Dublin', 'Dublin', 1504047600, 1504306800, NULL, NULL, NULL, NULL, NULL);
INSERT INTO talk VALUES
	(1, 1, NULL, 'shopify-lb', 'Scriptable Load Balancers', 'scriptable load balancers', NULL, 'Pembroke Room', 'pembroke room', NULL, 1504096800, 1504099800, NULL, NULL, NULL, NULL, 'planned', NULL),
	(2, 1, NULL, NULL, 'OK Log', 'ok log', NULL, NULL, NULL, NULL, 1504105800, 1504108800, NULL, NULL, NULL, NULL, 'planned', NULL);
INSERT INTO person VALUES
	(1, 'Emil Stolarsky', 'emil stolarsky', 'Production Engineer', 'Shopify', NULL),
	(2, 'Peter Bourgon', 'peter bourgon', NULL, NULL, NULL);
INSERT INTO speaker VALUES
	(1, 0, 1, NULL),
	(2, 0, 2, NULL);
INSERT INTO contact VALUES
	(1, 1, 'email', 'emil@shop.example', 'typed', 1504097520);
INSERT INTO question VALUES
	(1, '5c68ce471ff3030ff4484c41b3080046', 1, NULL, 'How is auto-discovery managed?', 'live', 'answered', 0, 1504097520, 1504097520, 1504097520, 'tester'),
	(2, '143915dcd3d6eb84157bb0dfcbfb7956', 1, NULL, 'What is the size of the ECMP group?', 'no', 'dropped', 0, 1504097520, 1504097520, 1504097520, 'tester'),
	(3, '2bcab80e691a3f557bd4a22a5dcd1d19', NULL, NULL, 'Is this for me?', 'no', 'open', 1, 1504097520, 1504097520, 1504097520, 'tester');
INSERT INTO question_tag VALUES
	(1, 'zookeeper');
INSERT INTO answer VALUES
	(1, '6a02dfc49a8ffad7f050cb84b39b18c7', 1, 'On the roadmap', 'Emil', 'hallway', NULL, 0, 1504097520, 1504097520, 'tester');
INSERT INTO operation VALUES
	(1, 1, '85be285dd49583b2f537c1c58730a325', 1504097520, 'tester', 'conference add', 'conference', 1, NULL, '{"id":1,"code":"srecon17-europe","name":"SREcon17 Europe","folded":"srecon17 europe","zone":"Europe/Dublin","city":"Dublin","starts_at":1504047600,"ends_at":1504306800,"url":null,"source":null,"digest":null,"etag":null,"modified":null}'),
	(2, 2, 'e0908b6321e12f5d79adcd80ba76f18b', 1504097520, 'tester', 'talk add', 'talk', 1, NULL, '{"id":1,"conference_id":1,"uid":null,"code":"shopify-lb","title":"Scriptable Load Balancers","folded":"scriptable load balancers","abstract":null,"room":"Pembroke Room","room_folded":"pembroke room","track":null,"starts_at":1504096800,"ends_at":1504099800,"url":null,"slides_url":null,"recording_url":null,"language":null,"status":"planned","moved_at":null}'),
	(3, 2, 'e0908b6321e12f5d79adcd80ba76f18b', 1504097520, 'tester', 'talk add', 'person', 1, NULL, '{"id":1,"name":"Emil Stolarsky","folded":"emil stolarsky","role":null,"affiliation":null,"note":null}'),
	(4, 2, 'e0908b6321e12f5d79adcd80ba76f18b', 1504097520, 'tester', 'talk add', 'speakers', 1, NULL, '{"speakers":[1]}'),
	(5, 5, '40e6dff636782eb2a68b4fb8e6d316ee', 1504097520, 'tester', 'talk add', 'talk', 2, NULL, '{"id":2,"conference_id":1,"uid":null,"code":null,"title":"OK Log","folded":"ok log","abstract":null,"room":null,"room_folded":null,"track":null,"starts_at":1504105800,"ends_at":1504108800,"url":null,"slides_url":null,"recording_url":null,"language":null,"status":"planned","moved_at":null}'),
	(6, 5, '40e6dff636782eb2a68b4fb8e6d316ee', 1504097520, 'tester', 'talk add', 'person', 2, NULL, '{"id":2,"name":"Peter Bourgon","folded":"peter bourgon","role":null,"affiliation":null,"note":null}'),
	(7, 5, '40e6dff636782eb2a68b4fb8e6d316ee', 1504097520, 'tester', 'talk add', 'speakers', 2, NULL, '{"speakers":[2]}'),
	(8, 8, '534d6083f480bafaccef5a032e86beb9', 1504097520, 'tester', 'person edit', 'person', 1, '{"id":1,"name":"Emil Stolarsky","folded":"emil stolarsky","role":null,"affiliation":null,"note":null}', '{"id":1,"name":"Emil Stolarsky","folded":"emil stolarsky","role":"Production Engineer","affiliation":"Shopify","note":null}'),
	(9, 9, 'c6a6b3f984ab532cecb650ac309ae89d', 1504097520, 'tester', 'contact add', 'contact', 1, NULL, '{"id":1,"person_id":1,"kind":"email","value":"emil@shop.example","source":"typed","added_at":1504097520}'),
	(10, 10, '8666aa3470396bfaa855e76e501eed0c', 1504097520, 'tester', 'log', 'question', 1, NULL, '{"id":1,"uid":"5c68ce471ff3030ff4484c41b3080046","talk_id":1,"person_id":null,"body":"How is auto-discovery managed?","asked":"live","state":"open","private":false,"asked_at":1504097520,"created_at":1504097520,"updated_at":1504097520,"author":"tester"}'),
	(11, 10, '8666aa3470396bfaa855e76e501eed0c', 1504097520, 'tester', 'log', 'tag', 1, NULL, '{"tag":"zookeeper"}'),
	(12, 12, '6ac564194a4fe2372ee5349cf637e096', 1504097520, 'tester', 'log', 'question', 2, NULL, '{"id":2,"uid":"143915dcd3d6eb84157bb0dfcbfb7956","talk_id":1,"person_id":null,"body":"What is the size of the ECMP group?","asked":"no","state":"open","private":false,"asked_at":1504097520,"created_at":1504097520,"updated_at":1504097520,"author":"tester"}'),
	(13, 13, 'de5ec398c62dca6a896980d59f717f36', 1504097520, 'tester', 'log', 'question', 3, NULL, '{"id":3,"uid":"2bcab80e691a3f557bd4a22a5dcd1d19","talk_id":null,"person_id":null,"body":"Is this for me?","asked":"no","state":"open","private":true,"asked_at":1504097520,"created_at":1504097520,"updated_at":1504097520,"author":"tester"}'),
	(14, 14, '2e742a0fa19555105bd30043dea780fc', 1504097520, 'tester', 'answer', 'question', 1, '{"id":1,"uid":"5c68ce471ff3030ff4484c41b3080046","talk_id":1,"person_id":null,"body":"How is auto-discovery managed?","asked":"live","state":"open","private":false,"asked_at":1504097520,"created_at":1504097520,"updated_at":1504097520,"author":"tester"}', '{"id":1,"uid":"5c68ce471ff3030ff4484c41b3080046","talk_id":1,"person_id":null,"body":"How is auto-discovery managed?","asked":"live","state":"answered","private":false,"asked_at":1504097520,"created_at":1504097520,"updated_at":1504097520,"author":"tester"}'),
	(15, 14, '2e742a0fa19555105bd30043dea780fc', 1504097520, 'tester', 'answer', 'answer', 1, NULL, '{"id":1,"uid":"6a02dfc49a8ffad7f050cb84b39b18c7","question_id":1,"body":"On the roadmap","said_by":"Emil","source":"hallway","url":null,"accepted":false,"answered_at":1504097520,"created_at":1504097520,"author":"tester"}'),
	(16, 16, '576c9bc6340c20272393b0cf89b343d8', 1504097520, 'tester', 'drop', 'question', 2, '{"id":2,"uid":"143915dcd3d6eb84157bb0dfcbfb7956","talk_id":1,"person_id":null,"body":"What is the size of the ECMP group?","asked":"no","state":"open","private":false,"asked_at":1504097520,"created_at":1504097520,"updated_at":1504097520,"author":"tester"}', '{"id":2,"uid":"143915dcd3d6eb84157bb0dfcbfb7956","talk_id":1,"person_id":null,"body":"What is the size of the ECMP group?","asked":"no","state":"dropped","private":false,"asked_at":1504097520,"created_at":1504097520,"updated_at":1504097520,"author":"tester"}'),
	(17, 17, 'ef40b952a23b54e77e991b71ba9e9b99', 1504097520, 'tester', 'at', 'setting', 0, NULL, '{"place":"talk 1 1504097520 "}');
INSERT INTO search (rowid, body) VALUES
	(4, 'How is auto-discovery managed?'),
	(8, 'What is the size of the ECMP group?'),
	(12, 'Is this for me?'),
	(5, 'On the roadmap'),
	(6, 'Scriptable Load Balancers '),
	(10, 'OK Log '),
	(7, 'Emil Stolarsky Production Engineer Shopify'),
	(11, 'Peter Bourgon  ');
