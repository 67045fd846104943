/*
 * The language in which Athena takes data definition: Hive's, as far as Athena offers it, with Athena's additions for Iceberg tables.
 * The order of the clauses is fixed, as it is in Athena.
 */
grammar HiveDdl;

options {
    caseInsensitive = true;
}

singleStatement
    : statement SEMICOLON* EOF
    ;

singleType
    : dataType EOF
    ;

statement
    : CREATE (DATABASE | SCHEMA) ifNotExists? name=identifier (COMMENT comment=string)? (LOCATION location=string)?
        (WITH DBPROPERTIES properties)?                                                     # createDatabase
    | DROP (DATABASE | SCHEMA) ifExists? name=identifier (RESTRICT | CASCADE)?              # dropDatabase
    | ALTER (DATABASE | SCHEMA) name=identifier SET DBPROPERTIES properties                 # alterDatabase
    | CREATE EXTERNAL? TABLE ifNotExists? name=tableName ('(' columns ')')? (COMMENT comment=string)?
        (PARTITIONED BY '(' partitionField (',' partitionField)* ')')?
        (CLUSTERED BY '(' buckets+=identifier (',' buckets+=identifier)* ')' INTO bucketCount=INTEGER BUCKETS)?
        rowFormat? storedAs? (LOCATION location=string)? (TBLPROPERTIES properties)?        # createTable
    | DROP TABLE ifExists? name=tableName PURGE?                                            # dropTable
    | DROP VIEW ifExists? name=dmlName                                                      # dropView
    | SHOW (DATABASES | SCHEMAS) (LIKE? pattern=string)?                                    # showDatabases
    | SHOW TABLES ((IN | FROM) database=identifier)? (LIKE? pattern=string)?                # showTables
    | SHOW VIEWS ((IN | FROM) database=identifier)? (LIKE? pattern=string)?                 # showViews
    | SHOW COLUMNS (IN | FROM) name=tableName ((IN | FROM) database=identifier)?            # showColumns
    | SHOW PARTITIONS name=tableName                                                        # showPartitions
    | SHOW TBLPROPERTIES name=tableName ('(' key=string ')')?                               # showTableProperties
    | SHOW CREATE TABLE name=tableName                                                      # showCreateTable
    | SHOW CREATE VIEW name=dmlName                                                         # showCreateView
    | (DESCRIBE | DESC) (EXTENDED | FORMATTED)? name=tableName partition? columnName=identifier? # describe
    | MSCK REPAIR TABLE name=tableName                                                      # repairTable
    | ALTER TABLE name=tableName alteration                                                 # alterTable
    | OPTIMIZE name=dmlName REWRITE DATA USING BIN_PACK (WHERE condition=anything)?         # optimize
    | VACUUM name=dmlName                                                                   # vacuum
    ;

alteration
    : ADD ifNotExists? partitionLocation+                                                   # addPartitions
    | DROP ifExists? partition (',' partition)*                                             # dropPartitions
    | partition RENAME TO to=partition                                                      # renamePartition
    | ADD COLUMNS '(' columns ')'                                                           # addColumns
    | REPLACE COLUMNS '(' columns ')'                                                       # replaceColumns
    | CHANGE COLUMN? from=identifier column (FIRST | AFTER after=identifier)?               # changeColumn
    | DROP COLUMN name=identifier                                                           # dropColumn
    | partition? SET LOCATION location=string                                               # setLocation
    | SET TBLPROPERTIES properties                                                          # setProperties
    | UNSET TBLPROPERTIES ifExists? '(' keys+=string (',' keys+=string)* ')'                # unsetProperties
    | RENAME TO to=tableName                                                                # renameTable
    ;

partitionLocation
    : partition (LOCATION location=string)?
    ;

partition
    : PARTITION '(' partitionValue (',' partitionValue)* ')'
    ;

partitionValue
    : name=identifier EQ value=literal
    ;

literal
    : string
    | DATE? string
    | '-'? (INTEGER | NUMBER)
    | TRUE
    | FALSE
    ;

columns
    : column (',' column)*
    ;

column
    : name=identifier dataType (COMMENT comment=string)?
    ;

partitionField
    : name=identifier dataType (COMMENT comment=string)?                                    # typedPartition
    | transform=identifier '(' transformArgument (',' transformArgument)? ')'               # transformedPartition
    | name=identifier                                                                       # plainPartition
    ;

transformArgument
    : identifier
    | INTEGER
    ;

dataType
    : ARRAY '<' element=dataType '>'                                                        # arrayType
    | MAP '<' key=dataType ',' value=dataType '>'                                           # mapType
    | STRUCT '<' structField (',' structField)* '>'                                         # structType
    | typeName ('(' INTEGER (',' INTEGER)? ')')?                                            # simpleType
    ;

structField
    : name=fieldName ':' dataType (COMMENT comment=string)?
    ;

/* no word is reserved here, and the catalog may hold names that never went through this grammar */
fieldName
    : ~('<' | '>' | ':' | ',' | '(' | ')' | SEMICOLON)+
    ;

typeName
    : IDENTIFIER
    | DATE
    ;

rowFormat
    : ROW FORMAT DELIMITED
        (FIELDS TERMINATED BY fields=string (ESCAPED BY escape=string)?)?
        (COLLECTION ITEMS TERMINATED BY items=string)?
        (MAP KEYS TERMINATED BY keys=string)?
        (LINES TERMINATED BY lines=string)?
        (NULL DEFINED AS nullText=string)?                                                  # delimited
    | ROW FORMAT SERDE library=string (WITH SERDEPROPERTIES properties)?                    # serde
    ;

storedAs
    : STORED AS INPUTFORMAT input=string OUTPUTFORMAT output=string                         # storedAsClasses
    | STORED AS format=identifier                                                           # storedAsFormat
    ;

properties
    : '(' property (',' property)* ')'
    ;

property
    : key=string EQ value=string
    ;

tableName
    : (database=identifier '.')? name=identifier
    ;

/* Statements about views, OPTIMIZE and VACUUM are of the other language as far as names go. */
dmlName
    : ((catalog=dmlIdentifier '.')? database=dmlIdentifier '.')? name=dmlIdentifier
    ;

dmlIdentifier
    : identifier
    | DOUBLE_QUOTED
    ;

anything
    : ~SEMICOLON+
    ;

ifExists
    : IF EXISTS
    ;

ifNotExists
    : IF NOT EXISTS
    ;

string
    : SINGLE_QUOTED
    | DOUBLE_QUOTED
    ;

identifier
    : IDENTIFIER
    | BACKQUOTED
    | nonReserved
    ;

nonReserved
    : ADD | AFTER | BIN_PACK | BUCKETS | CASCADE | CHANGE | CLUSTERED | COLLECTION | COLUMNS | COMMENT | DATA | DATABASES | DBPROPERTIES
    | DEFINED | DELIMITED | DESC | ESCAPED | FIELDS | FIRST | FORMAT | FORMATTED | INPUTFORMAT | ITEMS | KEYS | LINES | LOCATION | MSCK
    | OPTIMIZE | OUTPUTFORMAT | PARTITIONED | PARTITIONS | PURGE | RENAME | REPAIR | REPLACE | RESTRICT | REWRITE | SCHEMA | SCHEMAS | SERDE
    | SERDEPROPERTIES | SHOW | STORED | STRUCT | TABLES | TBLPROPERTIES | TERMINATED | UNSET | VACUUM | VIEW
    ;

ADD: 'ADD';
AFTER: 'AFTER';
ALTER: 'ALTER';
ARRAY: 'ARRAY';
AS: 'AS';
BIN_PACK: 'BIN_PACK';
BUCKETS: 'BUCKETS';
BY: 'BY';
CASCADE: 'CASCADE';
CHANGE: 'CHANGE';
CLUSTERED: 'CLUSTERED';
COLLECTION: 'COLLECTION';
COLUMN: 'COLUMN';
COLUMNS: 'COLUMNS';
COMMENT: 'COMMENT';
CREATE: 'CREATE';
DATA: 'DATA';
DATABASE: 'DATABASE';
DATABASES: 'DATABASES';
DATE: 'DATE';
DBPROPERTIES: 'DBPROPERTIES';
DEFINED: 'DEFINED';
DELIMITED: 'DELIMITED';
DESC: 'DESC';
DESCRIBE: 'DESCRIBE';
DROP: 'DROP';
ESCAPED: 'ESCAPED';
EXISTS: 'EXISTS';
EXTENDED: 'EXTENDED';
EXTERNAL: 'EXTERNAL';
FALSE: 'FALSE';
FIELDS: 'FIELDS';
FIRST: 'FIRST';
FORMAT: 'FORMAT';
FORMATTED: 'FORMATTED';
FROM: 'FROM';
IF: 'IF';
IN: 'IN';
INPUTFORMAT: 'INPUTFORMAT';
INTO: 'INTO';
ITEMS: 'ITEMS';
KEYS: 'KEYS';
LIKE: 'LIKE';
LINES: 'LINES';
LOCATION: 'LOCATION';
MAP: 'MAP';
MSCK: 'MSCK';
NOT: 'NOT';
NULL: 'NULL';
OPTIMIZE: 'OPTIMIZE';
OUTPUTFORMAT: 'OUTPUTFORMAT';
PARTITION: 'PARTITION';
PARTITIONED: 'PARTITIONED';
PARTITIONS: 'PARTITIONS';
PURGE: 'PURGE';
RENAME: 'RENAME';
REPAIR: 'REPAIR';
REPLACE: 'REPLACE';
RESTRICT: 'RESTRICT';
REWRITE: 'REWRITE';
ROW: 'ROW';
SCHEMA: 'SCHEMA';
SCHEMAS: 'SCHEMAS';
SERDE: 'SERDE';
SERDEPROPERTIES: 'SERDEPROPERTIES';
SET: 'SET';
SHOW: 'SHOW';
STORED: 'STORED';
STRUCT: 'STRUCT';
TABLE: 'TABLE';
TABLES: 'TABLES';
TBLPROPERTIES: 'TBLPROPERTIES';
TERMINATED: 'TERMINATED';
TO: 'TO';
TRUE: 'TRUE';
UNSET: 'UNSET';
USING: 'USING';
VACUUM: 'VACUUM';
VIEW: 'VIEW';
VIEWS: 'VIEWS';
WHERE: 'WHERE';
WITH: 'WITH';

EQ: '=' | '==';
SEMICOLON: ';';

SINGLE_QUOTED: '\'' (~['\\] | '\\' .)* '\'';
DOUBLE_QUOTED: '"' (~["\\] | '\\' .)* '"';
BACKQUOTED: '`' (~'`' | '``')* '`';

INTEGER: [0-9]+;
NUMBER: [0-9]+ '.' [0-9]*;
IDENTIFIER: [A-Z0-9] [A-Z0-9_]*;

COMMENT_LINE: '--' ~[\r\n]* -> channel(HIDDEN);
COMMENT_BLOCK: '/*' .*? '*/' -> channel(HIDDEN);
SPACE: [ \r\n\t]+ -> channel(HIDDEN);

/* so that text in the other language is a mismatch, never a failure of the lexer */
ANY: .;
